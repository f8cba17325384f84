-- All that is known of one container: its observations with the message each came from, latest first, and what was odd about it; among them those
-- of documents that name it (the last column but two: the document).
-- $1 viewer's party or null, $2 container, $3 most rows, $4 most rows of documents
with shown as (
	select *
	from (select * from event where subject = $2 offset 0) e -- by that index alone, none with those that know of the kind
	where e.subject_kind = 0
		and ($1::text is null or e.party = $1
			or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
	order by e.happened desc, e.id
	limit $3::int
),
papers as ( -- a mention is for who may see the document's own
	select e.*, d.subject as paper
	from event e
	join event d on d.id = e.id and d.subject <> e.subject and d.subject_kind = 2
	where e.subject = $2 and e.subject_kind = 3
		and ($1::text is null or e.party = $1
			or exists (select from access a where a.party = $1 and a.subject = d.subject and a.scope = 'all'))
	order by e.happened desc, e.id
	limit $4::int
),
told as materialized ( -- a message may tell of this box many times: what was odd about it is looked for once
	select m.intake, m.line, m.type,
		case when m.diagnostics <> '[]' then
			(select json_agg(d) from json_array_elements(m.diagnostics::json) d where coalesce(d ->> 'subject', $2) = $2)
		end as odd
	from (select intake, message from shown union select intake, message from papers) s
	join message m on m.intake = s.intake and m.line = s.message
)
select e.id, e.code, e.classifier, e.function, e.sender,
	(extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e."precision", e.zone_source, e.happened_text,
	(extract(epoch from e.said) * 1000000)::bigint, (extract(epoch from e.recorded) * 1000000)::bigint,
	e.document, e.place, e.place_text, e.facility, e.facility_list,
	e.transport, e.mode, e.vehicle, e.imo, e.voyage, e.wagon, e.carrier,
	e.load_state, e.number_failed, e.size_type, e.movement, e.operator_code, e.load_place, e.discharge_place, e.destination, e.stowage,
	(select json_agg(json_build_object('kind', split_part(r, ':', 1), 'value', substr(r, strpos(r, ':') + 1))) from unnest(e.refs) r),
	to_json(e.seals), to_json(e.measures), to_json(e.remarks),
	e.intake, e.message, m.type,
	m.odd,
	e.type,
	(select json_strip_nulls(json_build_object('en', f.name_en, 'zh', f.name_zh, 'ru', f.name_ru)) from facility f
		where f.place = e.place and f.code = e.facility order by f.list limit 1),
	e.party,
	e.function >= 5 and exists (select from event_reference r join event o on o.id = r.event and o.subject = r.subject
		where r.kind = 'EVENT' and r.value = e.document and r.subject <> e.subject and o.sender = e.sender and o.party is not distinct from e.party
			and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id)),
	e.remarks, e.train, e.refs, e.seals, e.paper, e.source, e.measures
from (select *, null as paper from shown union all select * from papers) e
left join told m on m.intake = e.intake and m.line = e.message
order by e.happened desc, e.id

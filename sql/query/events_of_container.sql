-- binary
-- All that is known of one container: its observations with the message each came from, latest first; behind them those of documents that name it
-- (a mention is for who may see the document's own).  The columns of store/event_read.h; behind them when each was recorded, whether a later word
-- on another subject took its place, where it came from, whether something was odd about it, the name of its facility, and the document, where it
-- is of one; whether any paper covers the container, whether any tracker is on anything, and whether terms are kept of any place.
-- $1 viewer's party or null, $2 container, $3 most rows
select e.id, e.subject_kind, e.subject, e.type, e.code, e.classifier, e.happened, e.happened_offset,
	e."precision", e.zone_source, e.happened_text, e.said, e.said_offset, e.function, e.sender, e.party,
	e.document, e.place, e.place_text, e.facility, e.facility_list, e.transport, e.mode, e.imo, e.call_sign, e.vehicle, e.voyage, e.carrier,
	e.train, e.wagon, e.call, e.load_state, e.number_failed, e.size_type, e.movement, e.operator_code, e.load_place, e.discharge_place,
	e.destination, e.stowage, e.refs, e.seals, e.measures, e.remarks, e.source,
	e.recorded,
	e.function >= 5 and exists (select from event_reference r join event o on o.id = r.event and o.subject = r.subject
		where r.kind = 'EVENT' and r.value = e.document and r.subject <> e.subject and o.sender = e.sender and o.party is not distinct from e.party
			and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id)),
	e.intake::text, e.message::text, m.type, m.diagnostics <> '[]',
	(select json_strip_nulls(json_build_object('en', f.name_en, 'zh', f.name_zh, 'ru', f.name_ru))::text from facility f
		where f.place = e.place and f.code = e.facility order by f.list limit 1),
	case when e.subject_kind = 3 then (select d.subject from event d where d.id = e.id and d.subject <> e.subject and d.subject_kind = 2 limit 1) end,
	exists (select from paper_of where subject = $2), exists (select from tracker_on where subject is not null),
	exists (select from term)
from event e
left join message m on m.intake = e.intake and m.line = e.message
where e.subject = $2 -- by that index alone, none with those that know of the kind
	and ((e.subject_kind = 0
			and ($1::text is null or e.party = $1
				or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all')))
		or (e.subject_kind = 3
			and exists (select from event d where d.id = e.id and d.subject <> e.subject and d.subject_kind = 2
				and ($1::text is null or e.party = $1
					or exists (select from access a where a.party = $1 and a.subject = d.subject and a.scope = 'all')))))
order by e.subject_kind, e.happened desc, e.id
limit $3::int

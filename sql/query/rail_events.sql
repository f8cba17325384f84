-- binary
-- What was told of these wagons and trains, whole (the columns of store/event_read.h), subject by subject; behind them when each was recorded,
-- whether a later word on another subject took its place, whether the viewer may see it by itself, and where it came from.
-- $1 viewer's party or null, $2 subjects, $3 from when each, $4 until when (microseconds since 1970), $5 most rows of each
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
	$1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'),
	e.intake::text, e.message::text, (select m.type from message m where m.intake = e.intake and m.line = e.message),
	(select json_strip_nulls(json_build_object('en', f.name_en, 'zh', f.name_zh, 'ru', f.name_ru)) from facility f
		where f.place = e.place and f.code = e.facility order by f.list limit 1)
from unnest($2::text[], $3::bigint[], $4::bigint[]) as asked (subject, since, until)
cross join lateral (
	select *
	from (select * from event where subject = asked.subject offset 0) e -- by that index alone, none with those that know of the kind
	where e.subject_kind = 1
		and e.happened between to_timestamp(asked.since / 1000000.0) and to_timestamp(asked.until / 1000000.0)
	order by e.happened desc, e.id
	limit $5::int
) e
order by asked.subject collate "C", e.happened, e.id

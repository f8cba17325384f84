-- The newest observations of one container, whole (the columns of store/event_read.h), latest first; behind them when each was recorded and
-- whether a later word on another subject took its place.  What refers to the container only (a ship's call, a paper) is not of its history.
-- $1 viewer's party or null, $2 container, $3 most rows
select e.id, e.subject_kind, e.subject, e.type, e.code, e.classifier, (extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset,
	e."precision", e.zone_source, e.happened_text, (extract(epoch from e.said) * 1000000)::bigint, e.said_offset, e.function, e.sender, e.party,
	e.document, e.place, e.place_text, e.facility, e.facility_list, e.transport, e.mode, e.imo, e.call_sign, e.vehicle, e.voyage, e.carrier,
	e.train, e.wagon, e.call, e.load_state, e.number_failed, e.size_type, e.movement, e.operator_code, e.load_place, e.discharge_place,
	e.destination, e.stowage, e.refs, e.seals, e.measures, e.remarks, e.source,
	(extract(epoch from e.recorded) * 1000000)::bigint,
	e.function >= 5 and exists (select from event_reference r join event o on o.id = r.event and o.subject = r.subject
		where r.kind = 'EVENT' and r.value = e.document and r.subject <> e.subject and o.sender = e.sender and o.party is not distinct from e.party
			and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id))
from (select * from event where subject = $2 offset 0) e -- by that index alone, none with those that know of the kind
where e.subject_kind = 0
	and ($1::text is null or e.party = $1
		or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by e.happened desc, e.id
limit $3::int

-- binary
-- The newest observations of each of these containers, whole (the columns of store/event_read.h), container by container; behind them when each
-- was recorded, whether a later word on another subject took its place, and which container it is of (from 1).
-- $1 viewer's party or null, $2 containers, $3 most rows of each, $4 of all
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
				> (coalesce(e.said, '-infinity'), e.function, e.id)), b.n
from unnest($2::text[]) with ordinality as b (number, n)
cross join lateral (
	select *
	from (select * from event where subject = b.number offset 0) e -- by that index alone, none with those that know of the kind
	where e.subject_kind = 0
		and ($1::text is null or e.party = $1
			or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
	order by e.happened desc, e.id
	limit $3::int
) e
order by b.n
limit $4::int

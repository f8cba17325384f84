-- binary
-- All events of these containers, as far as the fold needs them; last, whether a later word on another
-- subject took its place (DCSA 3.0, functions 5 and 6).  $1 containers, $2 viewer's party or null
select subject, id, happened, said, happened_offset, type,
	classifier, precision, zone_source, mode, load_state, function, number_failed, code, sender, document, place, place_text, facility,
	facility_list, transport, vehicle, wagon, voyage, size_type, movement, happened_text, call, party,
	e.function >= 5 and exists (select from event_reference r join event o on o.id = r.event and o.subject = r.subject
		where r.kind = 'EVENT' and r.value = e.document and r.subject <> e.subject and o.sender = e.sender and o.party is not distinct from e.party
			and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id)),
	e.train, e.stowage, e.refs, e.source
from unnest($1::text[]) as asked (container)
cross join lateral (
	select * from event where subject = asked.container offset 0 -- each by its own index, none with that of all
) e
where subject_kind = 0
	and ($2::text is null or e.party = $2 or exists (select from access a where a.party = $2 and a.subject = e.subject and a.scope = 'all'))
order by subject

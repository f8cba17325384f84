-- Of what these senders said under these ids of events only the last word holds: DCSA 2.2 must not show the others, nor their mentions under
-- other containers.  $1 ids, $2 their senders, $3 the parties that delivered them
update event e
set dcsa = null
from unnest($1::text[], $2::text[], $3::text[]) as said (id, sender, party)
cross join lateral (select * from event_reference where kind = 'EVENT' and value = said.id offset 0) r -- each by its own index
where e.id = r.event and (e.subject = r.subject or e.subject_kind = 3) and e.sender = said.sender and e.party is not distinct from said.party
	and e.function >= 5 and e.dcsa is not null
	and exists (select from event_reference s join event o on o.id = s.event and o.subject = s.subject
		where s.kind = 'EVENT' and s.value = said.id and o.sender = said.sender and o.party is not distinct from said.party and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id))

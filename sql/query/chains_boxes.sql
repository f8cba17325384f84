-- The containers of which these senders said something under these ids of events, sorted.  $1 ids, $2 their senders, $3 the parties that
-- delivered them
select distinct r.subject
from unnest($1::text[], $2::text[], $3::text[]) as said (id, sender, party)
cross join lateral (select * from event_reference where kind = 'EVENT' and value = said.id offset 0) r -- each by its own index
join event e on e.id = r.event and e.subject = r.subject
where e.sender = said.sender and e.party is not distinct from said.party and e.subject_kind = 0 and e.function >= 5
order by 1

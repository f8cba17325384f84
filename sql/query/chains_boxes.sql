-- The containers of which these senders said something under these ids of events, sorted.  $1 ids, $2 their senders
select distinct r.subject
from unnest($1::text[], $2::text[]) as said (id, sender)
join event_reference r on r.kind = 'EVENT' and r.value = said.id
join event e on e.id = r.event and e.subject = r.subject
where e.sender = said.sender and e.subject_kind = 0 and e.function >= 5
order by 1

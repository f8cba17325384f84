-- Containers of which DCSA 2.2 is still told an event that does not hold.  $1 ids, $2 subjects
select distinct e.subject
from unnest($1::uuid[], $2::text[]) as v (id, subject)
join event e on e.id = v.id and e.subject = v.subject
where e.dcsa is not null

-- Events that were cancelled or replaced: DCSA 2.2 cannot say so, and must not say that they happened.  $1 ids, $2 subjects
update event e
set dcsa = null
from unnest($1::uuid[], $2::text[]) v (id, subject)
where e.id = v.id and e.subject = v.subject and e.dcsa is not null

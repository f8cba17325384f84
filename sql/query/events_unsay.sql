-- Events that were cancelled or replaced: DCSA 2.2 cannot say so, and must not say that they happened; nor do their
-- mentions under other containers.  $1 ids, $2 subjects
update event e
set dcsa = null
from unnest($1::uuid[], $2::text[]) v (id, subject)
where e.id = v.id and (e.subject = v.subject or e.subject_kind = 3) and e.dcsa is not null

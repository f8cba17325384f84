-- New events that refer to containers, once more under each of them.  $1 events, $2 their subjects, $3 containers
insert into event
select x.*
from unnest($1::uuid[], $2::text[], $3::text[]) as m (id, subject, container)
join event e on e.id = m.id and e.subject = m.subject
cross join lateral jsonb_populate_record(e, jsonb_build_object('subject', m.container, 'subject_kind', 3)) x
on conflict do nothing

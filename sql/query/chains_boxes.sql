-- The containers of which something was said under these ids of events, sorted.  $1 ids
select distinct r.subject
from event_reference r
join event e on e.id = r.event and e.subject = r.subject
where r.kind = 'EVENT' and r.value = any ($1::text[]) and e.subject_kind = 0 and e.function >= 5
order by 1

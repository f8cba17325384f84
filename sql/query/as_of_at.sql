-- Containers that anything was told of at some places, by number.  $1 places text[], $2 after this number or null, $3 rows
select subject
from (
	-- each by its own index; where a number stands is no way to find who was there
	select e.subject from event e
	where e.place = any ($1::text[]) and e.place is not null and e.dcsa is not null and e.subject_kind < 3
		and e.subject_kind = 0 and coalesce(e.subject > $2::text, true)
	union
	select e.subject from event e
	where e.place = any ($1::text[]) and e.place is not null and e.dcsa is null and e.subject_kind < 2
		and e.subject_kind = 0 and coalesce(e.subject > $2::text, true)
) t
order by subject
limit $3::int

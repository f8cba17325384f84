-- Wagons, trains and other transports that anything was told of at some places, the latest first.  $1 places text[], $2 behind these letters
-- ('WAGON:') or null, $3 rows
select subject
from (
	-- each by its own index
	select e.subject, e.happened from event e
	where e.place = any ($1::text[]) and e.place is not null and e.dcsa is not null and e.subject_kind < 3 and e.subject_kind = 1
	union all
	select e.subject, e.happened from event e
	where e.place = any ($1::text[]) and e.place is not null and e.dcsa is null and e.subject_kind < 2 and e.subject_kind = 1
) t
where $2::text is null or starts_with(subject, $2::text)
group by subject
order by max(happened) desc nulls last, subject
limit $3::int

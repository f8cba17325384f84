-- Containers that have a way ahead of them, by number.
-- $1 statuses text[] of those, $2 rows
select container
from journey
where open and status = any ($1::text[])
order by container
limit $2::int

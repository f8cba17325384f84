-- Those of these containers that have a way ahead of them, by number.
-- $1 statuses text[] of those, $2 rows, $3 containers text[]
select container
from journey
where container = any ($3::text[]) and open and status = any ($1::text[])
order by container
limit $2::int

-- binary
-- What stands of estimates of these boxes, by container, trip and goal: container, trip, goal, when it was made, whether it is asked, likely,
-- from, until, the answer, from and until as added up.  $1 containers
select distinct on (container, trip, goal) container, trip, goal, at, asked, likely, "from", until, told, added_from, added_until
from estimate
where container = any ($1::text[])
order by container, trip, goal, at desc

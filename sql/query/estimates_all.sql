-- binary
-- All that was estimated of these boxes and is kept, by container, trip, goal and when it was made: as estimates_of, without the answer.
-- $1 containers
select container, trip, goal, at, asked, likely, "from", until, null::text, added_from, added_until
from estimate
where container = any ($1::text[])
order by container, trip, goal, at

-- What stands of estimates of these boxes, by container, trip and goal: container, trip, goal, when it was made (microseconds), whether it is
-- asked, likely, from, until, the answer.  $1 containers
select distinct on (container, trip, goal) container, trip, goal, (extract(epoch from at) * 1000000)::bigint, asked,
	(extract(epoch from likely) * 1000000)::bigint, (extract(epoch from "from") * 1000000)::bigint,
	(extract(epoch from until) * 1000000)::bigint, told
from estimate
where container = any ($1::text[])
order by container, trip, goal, at desc

-- All that was estimated of these boxes and is kept, by container, trip, goal and when it was made: these (microseconds), likely, from and until as
-- added up.  $1 containers
select container, trip, goal, (extract(epoch from at) * 1000000)::bigint, (extract(epoch from likely) * 1000000)::bigint,
	(extract(epoch from added_from) * 1000000)::bigint, (extract(epoch from added_until) * 1000000)::bigint
from estimate
where container = any ($1::text[])
order by container, trip, goal, at

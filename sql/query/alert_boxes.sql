-- The boxes of an alert, those that have it still before those that had.  $1 alert, $2 rows
select container, trip, (extract(epoch from since) * 1000000)::bigint, place, seconds, event, late, (extract(epoch from opened) * 1000000)::bigint,
	(extract(epoch from closed) * 1000000)::bigint
from alert_box
where alert = $1::uuid
order by closed is not null, container
limit $2::int

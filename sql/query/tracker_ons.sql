-- On what a device was, the latest first; `until` as it came to be.  $1 device, $2 rows
select (extract(epoch from n.since) * 1000000)::bigint,
	(extract(epoch from least(n.until, lead(n.since) over (order by n.since))) * 1000000)::bigint, n.subject, n.set_by
from tracker_on n
where n.device = $1
order by n.since desc
limit $2::int

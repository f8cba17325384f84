-- Devices by name, those that were told of and those that only sent positions: what each is on now, and when it last told of a place.
-- $1 behind this device or null, $2 rows, $3 now
with recursive d as (
	select (select min(x) from (
		(select min(device) from tracker where device > coalesce($1::text, ''))
		union all
		(select min(device) from position where device > coalesce($1::text, ''))) m (x)) as device, 1 as n
	union all
	select (select min(x) from (
		(select min(device) from tracker where device > d.device)
		union all
		(select min(device) from position where device > d.device)) m (x)), d.n + 1
	from d where d.device is not null and d.n < $2::int
)
select d.device, t.title, t.datum, o.subject, (extract(epoch from o.since) * 1000000)::bigint, o.set_by,
	(extract(epoch from p.at) * 1000000)::bigint
from d
left join tracker t on t.device = d.device
left join lateral (
	select subject, since, until, set_by from tracker_on n where n.device = d.device and n.since <= $3::timestamptz order by n.since desc limit 1) o
	on o.until is null or o.until > $3::timestamptz
left join lateral (select at from position x where x.device = d.device and x.held is null order by x.at desc limit 1) p on true
where d.device is not null
order by d.device

-- What trackers on these containers tell of their cooling: which containers (from 1) one told of, and since when its last word is an alarm of it.
-- $1 containers, $2 alarms, $3 now
select b.n, (extract(epoch from min(w.since)) * 1000000)::bigint
from unnest($1::text[]) with ordinality as b (container, n)
cross join lateral (
	select o.device, o.since, least(coalesce(o.until, 'infinity'),
		coalesce((select min(l.since) from tracker_on l where l.device = o.device and l.since > o.since), 'infinity')) as until
	from tracker_on o
	where o.subject = b.container) t
cross join lateral (
	select p.at, p.alarm
	from position p
	where p.device = t.device and p.at >= t.since and p.at < t.until and p.held is null and p.at <= $3::timestamptz
	order by p.at desc
	limit 1) p
left join lateral (
	select min(x.at) as since
	from position x
	where p.alarm = any ($2::text[]) and x.device = t.device and x.at <= p.at and x.held is null and x.alarm = any ($2::text[])
		and x.at > coalesce((
			select max(y.at) from position y
			where y.device = t.device and y.at >= t.since and y.at < p.at and y.held is null and coalesce(y.alarm, '') <> all ($2::text[])), t.since - interval '1 second')
) w on true
group by b.n
order by b.n

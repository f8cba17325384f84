-- Which devices told where something was, and when: those on itself, those on the wagons that a box rode on, those on the trains that it or
-- its wagons were in, nearest first.  $1 viewer's party or null, $2 container, WAGON:number or TRAIN:key, $3 spans
with seen as (
	select $1::text is null or exists (select from access a where a.party = $1 and a.subject = $2 and a.scope = 'all') as whole,
		$1::text is null or exists (select from access a where a.party = $1 and a.subject = $2) as known
), rode as (
	select 'WAGON:' || r.wagon as subject, r.since, least(coalesce(r.until, 'infinity'), r.since + interval '60 days') as until
	from ride r, seen
	where r.container = $2 and r.classifier = 0 and r.wagon is not null and seen.whole
), on_what as (
	select 0 as near, $2::text as subject, '-infinity'::timestamptz as since, 'infinity'::timestamptz as until
	union all
	select 1, subject, since, until from rode
	union all
	select 2, r.train, r.since, least(coalesce(r.until, 'infinity'), r.since + interval '60 days')
	from ride r, seen
	where r.container = $2 and r.classifier = 0 and r.train is not null and seen.whole
	union all
	select 2, c.train, greatest(c.since, w.since), least(coalesce(c.until, 'infinity'), w.until)
	from (select * from rode
		union all
		select $2, '-infinity', 'infinity' from seen where $2 like 'WAGON:%' and seen.whole) w
	join consist c on c.wagon = substr(w.subject, 7) and c.classifier = 0
)
select t.device, greatest(t.since, o.since)::text, least(t.until, o.until)::text, o.subject, seen.whole
from seen, on_what o
cross join lateral (
	select n.device, n.since, least(coalesce(n.until, 'infinity'),
		coalesce((select min(l.since) from tracker_on l where l.device = n.device and l.since > n.since), 'infinity')) as until
	from tracker_on n
	where n.subject = o.subject) t
where seen.known and greatest(t.since, o.since) < least(t.until, o.until)
group by t.device, 2, 3, o.subject, seen.whole, o.near
order by o.near, 2 desc, t.device
limit $3::int

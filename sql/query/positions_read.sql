-- Positions of devices within spans of time, the latest first, each with its neighbours in its device's track, by which the reader judges
-- it: a jump is one that nothing on land makes; of several of one instant the first told, the most exact is the track's.
-- $1 viewer's party or null; spans: $2 devices, $3 since and $4 until (text, infinite where open), $5 whether the viewer sees there what
-- anybody told; $6 what is held back by itself too; $7 time (microseconds), $8 device, $9 hash (hex) to go on behind, or null; $10 rows; $11 since
-- and $12 until (text), null: open
select p.device, (extract(epoch from p.at) * 1000000)::bigint, encode(p.hash, 'hex'), p.lat, p.lon, p.datum, p.speed, p.course, p.accuracy,
	p.battery, p.locked, p.door, p.alarm, p.outdated, p.held, p.partner, p.intake, p.message, (extract(epoch from p.received) * 1000000)::bigint,
	p.line, i.sender, (extract(epoch from b.at) * 1000000)::bigint, b.lat, b.lon, (extract(epoch from n.at) * 1000000)::bigint, n.lat, n.lon,
	s.lat, s.lon, s.datum
from (
	select x.*, s.line, s.whole
	from unnest($2::text[], $3::text[], $4::text[], $5::boolean[]) with ordinality as s (device, since, until, whole, line)
	cross join lateral (
		select * from position p
		where p.device = s.device and p.at >= s.since::timestamptz and p.at < s.until::timestamptz
			and p.at >= coalesce($11::text, '-infinity')::timestamptz and p.at < coalesce($12::text, 'infinity')::timestamptz
			and ($1::text is null or s.whole or p.party = $1) and ($6::boolean or p.held is null)
			and ($7::bigint is null
				or (p.at, p.device, p.hash) < ('epoch'::timestamptz + $7::bigint * interval '1 microsecond', $8::text, decode($9::text, 'hex')))
		order by p.at desc, p.hash desc
		limit $10::int) x
	order by x.at desc, x.device desc, x.hash desc, s.line
	limit $10::int) p
join intake i on i.id = p.intake
left join lateral (
	select o.at, o.lat, o.lon from position o
	where o.device = p.device and o.at < p.at and o.held is null and ($1::text is null or p.whole or o.party = $1)
	order by o.at desc, o.outdated, o.accuracy nulls last, o.hash
	limit 1) b on p.held is null
left join lateral (
	select o.at, o.lat, o.lon from position o
	where o.device = p.device and o.at > p.at and o.held is null and ($1::text is null or p.whole or o.party = $1)
	order by o.at, o.outdated, o.accuracy nulls last, o.hash
	limit 1) n on p.held is null
left join lateral (
	select o.lat, o.lon, o.datum from position o
	where o.device = p.device and o.at = p.at and o.held is null and ($1::text is null or p.whole or o.party = $1)
		and (o.outdated, coalesce(o.accuracy, 2147483647), o.hash) < (p.outdated, coalesce(p.accuracy, 2147483647), p.hash)
	order by o.outdated, o.accuracy nulls last, o.hash
	limit 1) s on p.held is null
order by p.at desc, p.device desc, p.hash desc, p.line

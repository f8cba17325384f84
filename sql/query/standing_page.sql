-- Records of a kind by name, each as it was last told by then.  $1 about any of these places text[] or null, $2 by then (timestamptz) or null: now,
-- $3 behind this name or null, $4 rows, $5 kind
select l.name, l.told, (extract(epoch from l.recorded) * 1000000)::bigint, l.set_by, l.dropped
from (select distinct name from standing where kind = $5 and ($1::text[] is null or places && $1::text[]) and name > coalesce($3::text, '')) n
cross join lateral (
	select * from standing s where s.kind = $5 and s.name = n.name and s.recorded <= coalesce($2::timestamptz, 'infinity')
	order by s.recorded desc limit 1) l
where not l.dropped and ($1::text[] is null or l.places && $1::text[])
order by l.name
limit $4::int

-- Terms by name, each as it was last told by then.  $1 of these places text[] or null, $2 by then (timestamptz) or null: now, $3 behind this name or
-- null, $4 rows
select l.name, l.told, (extract(epoch from l.recorded) * 1000000)::bigint, l.set_by, l.dropped
from (select distinct name from term where ($1::text[] is null or place = any ($1::text[])) and name > coalesce($3::text, '')) n
cross join lateral (
	select * from term t where t.name = n.name and t.recorded <= coalesce($2::timestamptz, 'infinity') order by t.recorded desc limit 1) l
where not l.dropped and ($1::text[] is null or l.place = any ($1::text[]))
order by l.name
limit $4::int

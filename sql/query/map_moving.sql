-- Containers that move, by the place they left and what carries them, most first.  Where nobody said what carries them, by the place that
-- was said to be theirs when they left.
-- $1 viewer's party: null, $2 status or null, $3 places text[] or null, $4 statuses of what moves text[], $5 rows
select m.place, m.mode, m.transport, m.vehicle, m.voyage, m.plate, m.bound, count(*),
	(extract(epoch from min(m.since)) * 1000000)::bigint, (extract(epoch from max(m.heard)) * 1000000)::bigint,
	(array_agg(m.container order by m.container))[1:3], bool_and(m.arrived)
from (
	select j.container, j.place, j.mode, j.transport, j.vehicle, j.voyage, j.since, greatest(j.since, j.said) as heard,
		j.code = 'ARRI' as arrived,
		case when j.mode = 3 then j.wagon end as plate, -- a truck
		case when j.transport is null and j.vehicle is null and (j.mode <> 3 or j.wagon is null) then (
			select coalesce(e.destination, e.discharge_place) from event e where e.id = j.event and e.subject = j.container) end as bound
	from journey j
	where j.open and j.place is not null and j.status = any ($4::text[])
		and ($2::text is null or j.status = $2::text)
		and ($3::text[] is null or j.place = any ($3::text[]))
		and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
) m
group by m.place, m.mode, m.transport, m.vehicle, m.voyage, m.plate, m.bound
order by count(*) desc, min(m.container)
limit $5::int

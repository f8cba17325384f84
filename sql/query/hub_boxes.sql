-- Containers at a hub, longest there first, and those that came or went a short while ago.
-- $1 viewer's party: null, $2 its places text[], $3 a short while ago (timestamptz), $4 statuses of what moves text[], $5 rows, $6 of how many of
-- them it is looked for where they go
select j.container, j.place, j.status, j.facility, j.facility_list, j.load_state, j.code,
	(extract(epoch from j.since) * 1000000)::bigint, j.since_offset, j.since_precision, j.since_zone_source,
	-- where nobody knew the zone the text received is all there is: 4 is nobody
	case when j.since_zone_source = 4 then (select e.happened_text from event e where e.id = j.event and e.subject = j.container) end,
	case when j.nth <= $6::int and j.status <> 'empty-returned' then coalesce((
		select coalesce(e.destination, e.discharge_place)
		from event e
		where e.subject = j.container and e.subject_kind = 0 and e.function not in (1, 6) and coalesce(e.destination, e.discharge_place) is not null
			-- since it was last fetched empty: what was before is another trip
			and e.happened >= coalesce((select max(t.happened) from event t where t.subject = j.container and t.subject_kind = 0
				and t.classifier = 0 and t.load_state = 1 and t.code in ('GTOT', 'PICK') and t.function not in (1, 6)), '-infinity')
		order by e.destination is null, e.said desc nulls last, e.id
		limit 1
	), (
		select e.place
		from event e
		where e.subject = j.container and e.subject_kind = 0 and e.classifier <> 0 and e.function not in (1, 6) and e.happened > j.since
			and e.place <> all ($2::text[])
		order by e.happened, e.id
		limit 1
	)) end,
	f.mode, f.transport, f.vehicle, f.imo, f.voyage, f.wagon
from (
	select j.*, row_number() over (order by j.since, j.container) as nth
	from journey j
	where j.open and j.place = any ($2::text[])
		and (j.status <> all ($4::text[]) or j.code in ('ARRI', 'WAYP') or j.since >= $3::timestamptz)
		and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
	order by j.since, j.container
	limit $5::int
) j
left join lateral (
	select e.mode, e.transport, coalesce(e.vehicle, e.train) as vehicle, e.imo, e.voyage, e.wagon
	from event e
	where j.since >= $3::timestamptz and e.id = j.event and e.subject = j.container
	limit 1
) f on true
order by j.nth

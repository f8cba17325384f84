-- Wagons and where they are, by number.  What a party may not see of one is left out.
-- $1 viewer's party or null, $2 places or null, $3 keys of trains or null, $4 after this number or null, $5 rows
select w.number, w.system, w.number_failed, w.gauge,
	case when sees.all or exists (select from event e where e.subject = 'WAGON:' || w.number and e.size_type = w.type and e.party = $1) then w.type end,
	w.place, w.place_text, w.code, (extract(epoch from w.since) * 1000000)::bigint,
	w.since_offset, w.since_precision, w.since_zone_source,
	t.train
from wagon w
cross join lateral (select $1::text is null
	or exists (select from access a where a.party = $1 and a.subject = 'WAGON:' || w.number and a.scope = 'all') as all) sees
cross join lateral (select case when sees.all
	or exists (select from event e where e.subject = 'WAGON:' || w.number and e.transport = w.train and e.party = $1) then w.train end as train) t
where w.number > coalesce($4::text, '') and ($2::text[] is null or w.place = any ($2::text[])) and ($3::text[] is null or t.train = any ($3::text[]))
	and (sees.all or exists (select from event e where e.id = w.event and e.subject = 'WAGON:' || w.number and e.party = $1))
order by w.number
limit $5::int

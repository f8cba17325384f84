-- The wagons of these trains, from the head; what the viewer was not told is left out.  $1 viewer's party or null, $2 keys of trains, $3 rows
select c.wagon, c.train, c.place, (extract(epoch from c.since) * 1000000)::bigint, (extract(epoch from c.until) * 1000000)::bigint, c.classifier, w.type
from consist c
left join wagon w on w.number = c.wagon
where c.train = any ($2::text[])
	and ($1::text is null
		or exists (select from access a where a.party = $1 and a.subject = 'WAGON:' || c.wagon and a.scope = 'all')
		or exists (select from event e where e.subject = 'WAGON:' || c.wagon and e.happened = c.since and e.party = $1))
order by c.classifier, c.place, c.since, c.wagon
limit $3::int

-- What rode on these wagons or in these trains, wagon by wagon: a ride whose beginning the viewer was not told of is left out, and so is such an
-- end.  $1 viewer's party or null, $2 wagons, $3 keys of trains, $4 rows
select r.container, r.wagon, r.train, r.place, (extract(epoch from r.since) * 1000000)::bigint,
	case when $1::text is null or sees.all or exists (select from event e where e.subject = r.container and e.happened = r.until and e.party = $1)
		then (extract(epoch from r.until) * 1000000)::bigint end,
	r.classifier
from ride r
cross join lateral (select exists (select from access a where a.party = $1 and a.subject = r.container and a.scope = 'all') as all) sees
where (r.wagon = any ($2::text[]) or r.train = any ($3::text[]))
	and ($1::text is null or sees.all or exists (select from event e where e.subject = r.container and e.happened = r.since and e.party = $1))
order by r.wagon, r.since, r.container
limit $4::int

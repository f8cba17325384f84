-- How many wagons and boxes are, were or will be in trains, as far as the viewer may see: a row for each that has any.
-- $1 viewer's party or null, $2 keys of trains, $3 to which train each belongs
with key as (
	select * from unnest($2::text[], $3::int[]) as k (train, which)
),
rider as (
	select k.which, r.container, r.wagon, r.since from key k join ride r on r.train = k.train
	union
	select k.which, r.container, r.wagon, r.since
	from key k
	join consist c on c.train = k.train
	join ride r on r.wagon = c.wagon and r.classifier <= c.classifier and (c.until is null or r.since <= c.until)
		and (r.until is null or r.until > c.since) and c.since - r.since <= interval '60 days'
),
seen as (
	select which, container, wagon from rider r
	where $1::text is null or exists (select from access a where a.party = $1 and a.subject = r.container and a.scope = 'all')
		or exists (select from event e where e.subject = r.container and e.happened = r.since and e.party = $1)
	union
	select k.which, null, c.wagon from key k join consist c on c.train = k.train
	where $1::text is null or exists (select from access a where a.party = $1 and a.subject = 'WAGON:' || c.wagon and a.scope = 'all')
		or exists (select from event e where e.subject = 'WAGON:' || c.wagon and e.happened = c.since and e.party = $1)
)
select which, count(distinct wagon), count(distinct container) from seen group by which order by which

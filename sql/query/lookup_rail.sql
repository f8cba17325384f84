-- The containers that ride on these wagons, or in trains of these names: on the day that stands behind the name, else on the latest day that a train
-- of that name was told of; by all names that such a train has.
-- $1 values as lookup_form makes them, $2 how many days each kind of name holds, $3 viewer's party or null, $4 most rows
with recursive asked as (
	select distinct v from unnest($1::text[]) v
),
known (value, train) as (
	select v, n.train
	from asked join train_name n on n.name = v
	where n.day = (select max(m.day) from train_name m where m.name = v)
	union
	select v, n.train
	from asked join train_name n on n.name = left(v, -8) and to_char(n.day, 'YYYYMMDD') = right(v, 8)
	where v ~ '^.+20\d{6}$'
	union
	select k.value, n.other
	from known k
	join train_akin n on n.train = k.train and n.apart <= ($2::int[])[n.kind + 1]
),
riding (value, kind, subject, by, since, wagon, joined) as (
	select v, 5, r.container, 'WAGON:' || r.wagon, r.since, null, null::timestamptz
	from asked join ride r on r.wagon = v and r.classifier = 0
	union
	select k.value, 4, r.container, r.train, r.since, null, null
	from known k join ride r on r.train = k.train and r.classifier = 0
	union
	select k.value, 4, r.container, c.train, r.since, c.wagon, c.since
	from known k
	join consist c on c.train = k.train and c.classifier = 0
	join ride r on r.wagon = c.wagon and r.classifier = 0
		and r.since < coalesce(c.until, 'infinity') and coalesce(r.until, 'infinity') > c.since
)
select value, kind, subject, by
from (
	select value, kind, subject, min(by) as by, row_number() over (partition by value order by subject) as place
	from riding r
	where $3::text is null or exists (select from access a where a.party = $3 and a.subject = r.subject and a.scope = 'all')
		or (exists (select from event e where e.subject = r.subject and e.happened = r.since and e.party = $3)
			and (r.wagon is null or exists (select from event e where e.subject = 'WAGON:' || r.wagon and e.happened = r.joined and e.party = $3)))
	group by value, kind, subject
) f
order by place
limit $4::int

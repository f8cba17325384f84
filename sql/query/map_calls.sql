-- Where transports were said to arrive, the latest word on each place, soonest first: for what carries containers that nobody said it of.
-- One message may tell of two calls at a place.
-- $1 viewer's party or null, $2 transports text[]
select c.subject, c.place, (extract(epoch from c.happened) * 1000000)::bigint
from (
	select e.subject, e.place, e.happened,
		rank() over (partition by e.subject, e.place order by e.said desc nulls last, e.classifier, e.sender, e.document) as age
	from event e
	where e.subject = any ($2::text[]) and e.subject_kind = 1 and e.classifier <> 0 and e.code = 'ARRI' and e.function not in (1, 6)
		and e.place is not null and e.happened is not null
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
) c
where c.age = 1
order by c.subject, c.place, c.happened

-- Where transports were said to arrive, the latest word on each place; for what carries containers that nobody said anything of.
-- $1 transports text[]
select distinct on (e.subject, e.place) e.subject, e.place, (extract(epoch from e.happened) * 1000000)::bigint
from event e
where e.subject = any ($1::text[]) and e.subject_kind = 1 and e.classifier <> 0 and e.code = 'ARRI' and e.function not in (1, 6)
	and e.place is not null and e.happened is not null
order by e.subject, e.place, e.said desc nulls last, e.id desc

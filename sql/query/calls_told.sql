-- When ships were said to be at their calls, the latest word on each, estimated (1) and actual (0).
-- $1 viewer's party or null, $2 transports text[]
select distinct on (e.subject, e.place, e.code, e.classifier) e.subject, e.place, e.code, e.classifier, (extract(epoch from e.happened) * 1000000)::bigint
from event e
where e.subject = any ($2::text[]) and e.subject_kind = 1 and e.classifier < 2 and e.code in ('ARRI', 'DEPA') and e.function not in (1, 6)
	and e.place is not null and e.happened is not null
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by e.subject, e.place, e.code, e.classifier, e.said desc nulls last, e.sender, e.document

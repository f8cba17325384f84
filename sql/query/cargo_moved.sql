-- What was stuffed into containers, or stripped out of them, under some papers: with which container, when (microseconds), where, under which.
-- $1 viewer's party or null, $2 STUF or STRP, $3 kinds of papers and $4 their numbers, $5 rows
select distinct e.subject, (extract(epoch from e.happened) * 1000000)::bigint, e.place, p.value
from unnest($3::text[], $4::text[]) p (kind, value)
cross join lateral (
	select r.event, r.subject from event_reference r where r.kind = p.kind and r.value = p.value
	union all
	select b.id, b.subject from event b where p.kind = 'BKG' and b.booking = p.value and b.booking is not null and b.subject_kind < 3
	union all
	select b.id, b.subject from event b where p.kind = 'TRD' and b.bill = p.value and b.bill is not null and b.subject_kind < 3
) n
join event_holding e on e.id = n.event and e.subject = n.subject and e.subject_kind = 0
where e.code = $2::text and e.classifier = 0 and e.happened is not null
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by 2, 1
limit $5::int

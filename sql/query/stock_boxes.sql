-- Empties that stand somewhere, for who may see all: whose they are, the latest release order that names each and was not taken back, and the latest
-- order of off-hire.  $1 viewer's party: null, $2 places text[] or null, $3 rows
select j.container, j.place, j.facility, o.operator_code, j.size_type, (extract(epoch from j.since) * 1000000)::bigint,
	(extract(epoch from r.ordered) * 1000000)::bigint, (extract(epoch from r.off_hired) * 1000000)::bigint
from (
	select * from journey
	where open and load_state = 1 and status in ('in-terminal', 'empty-returned') and place is not null
		and ($2::text[] is null or place = any ($2::text[]))
		and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
	order by place, container
	limit $3::int
) j
left join lateral (
	select e.operator_code from event e
	where e.subject = j.container and e.subject_kind = 0 and e.operator_code is not null and e.code <> 'HAND'
	order by e.happened desc, e.id
	limit 1
) o on true
left join lateral (
	select max(e.said) filter (where e.code in ('GTOT', 'PICK') and e.classifier <> 0 or 'ORDER:RELEASE' = any (e.remarks)) as ordered,
		max(e.said) filter (where 'ORDER:OFF-HIRE' = any (e.remarks)) as off_hired
	from event e
	where e.subject = j.container and e.subject_kind = 0 and e.function not in (1, 6) and (e.happened > j.since or e.said >= j.since)
		and not exists (select from event c
			where c.subject = e.subject and c.function in (1, 6) and c.sender = e.sender and c.party is not distinct from e.party
				and c.document = e.document and c.said >= e.said)
) r on true
order by j.place, j.container

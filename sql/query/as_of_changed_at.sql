-- Containers that came or went by rail at some places, or wherever there is a border or trains change gauge, the latest first.
-- $1 places text[] or null, $2 not after this (microseconds since 1970) or null, $3 rows
select subject
from (select code from place where code = any ($1::text[])
	union
	select code from place where $1::text[] is null and (complex is not null or kinds ~ '\m(border|gauge-change)\M')) p
cross join lateral (
	-- each by its own index
	select e.subject, e.happened from event e
	where e.place = p.code and e.place is not null and e.dcsa is not null and e.subject_kind < 3 and e.subject_kind = 0 and e.wagon is not null
		and e.happened <= coalesce(to_timestamp($2::bigint / 1000000.0), 'infinity')
	union all
	select e.subject, e.happened from event e
	where e.place = p.code and e.place is not null and e.dcsa is null and e.subject_kind < 2 and e.subject_kind = 0 and e.wagon is not null
		and e.happened <= coalesce(to_timestamp($2::bigint / 1000000.0), 'infinity')
) e
group by subject
order by max(happened) desc, subject
limit $3::int

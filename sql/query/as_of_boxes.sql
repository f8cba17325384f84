-- Containers by number that anything was told of.  In a transaction that reads what was known at a moment: of that moment.
-- $1 number's beginning or null, $2 after this number or null, $3 rows
select c.number
from container c
where c.number >= coalesce($2::text, $1::text, '') and c.number <> coalesce($2::text, '')
	and ($1::text is null or c.number < $1::text || '~')
	and exists (select from event e where e.subject = c.number and e.subject_kind = 0)
order by c.number
limit $3::int

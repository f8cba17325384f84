-- Which of these numbers are known.
-- $1 viewer's party or null, $2 numbers text[], $3 rows
select container
from journey j
where open and container = any ($2::text[])
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = j.container))
order by container
limit $3::int

-- How many containers stand in each status.
-- $1 viewer's party or null
select status, count(*)
from journey j
where open
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = j.container))
group by status

-- How many containers stand in each status.
-- $1 viewer's party: null
select status, count(*)
from journey
where open
	and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
group by status

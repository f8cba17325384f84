-- Of each rule: how many alerts there were, how many of them were called false, how many are open, and how many of those wait for somebody
-- to take them on.  no parameters
select code, count(*), count(false_because), count(*) filter (where closed is null),
	count(*) filter (where closed is null and acknowledged is null and false_because is null and (snoozed is null or snoozed <= now()))
from alert
group by code
order by code

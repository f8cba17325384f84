-- Of each rule: how many alerts there were, and how many of them were called false.  no parameters
select code, count(*), count(false_because), count(*) filter (where closed is null) from alert group by code order by code

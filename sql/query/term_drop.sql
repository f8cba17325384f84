-- A term ends: what was told stays; all boxes on a trip are to be judged.  $1 name, $2 by whom
with dropped as (
insert into term (name, place, told, dropped, set_by)
select l.name, l.place, l.told, true, $2
from (select * from term where name = $1 order by recorded desc limit 1) l
where not l.dropped
returning name
),
due as (
	insert into box_due (container, at)
	select container, clock_timestamp() from (select distinct container from trip where ended = 0) t where exists (select from dropped) order by 1
	on conflict (container) do update set at = excluded.at
)
select name from dropped

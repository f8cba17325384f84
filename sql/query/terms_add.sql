-- Terms, new or changed; one that says what its latest word says stays as it is.  Where one is new, all boxes on a trip are to be judged: a clock may
-- run of which nobody knew.  $1 names, $2 of each its place text[], $3 what is told, $4 by whom
with added as (
insert into term (name, place, told, set_by)
select t.name, (t.places::text[])[1], t.told, $4
from unnest($1::text[], $2::text[], $3::text[]) as t (name, places, told)
where not exists (select from (select told, dropped from term o where o.name = t.name order by o.recorded desc limit 1) o
	where o.told = t.told and not o.dropped)
returning name
),
due as (
	insert into box_due (container, at)
	select container, clock_timestamp() from (select distinct container from trip where ended = 0) t where exists (select from added) order by 1
	on conflict (container) do update set at = excluded.at
)
select name from added

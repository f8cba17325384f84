-- Terms, new or changed; one that says what its latest word says stays as it is.  $1 names, $2 places, $3 what is told, $4 by whom
insert into term (name, place, told, set_by)
select t.name, t.place, t.told, $4
from unnest($1::text[], $2::text[], $3::text[]) as t (name, place, told)
where not exists (select from (select told, dropped from term o where o.name = t.name order by o.recorded desc limit 1) o
	where o.told = t.told and not o.dropped)
returning name

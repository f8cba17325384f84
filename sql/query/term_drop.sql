-- A term ends: what was told stays.  $1 name, $2 by whom
insert into term (name, place, told, dropped, set_by)
select l.name, l.place, l.told, true, $2
from (select * from term where name = $1 order by recorded desc limit 1) l
where not l.dropped
returning name

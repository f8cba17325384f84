-- A record ends: what was told stays.  $1 name, $2 by whom, $3 kind
insert into standing (kind, name, places, told, dropped, set_by)
select l.kind, l.name, l.places, l.told, true, $2
from (select * from standing where kind = $3 and name = $1 order by recorded desc limit 1) l
where not l.dropped
returning name

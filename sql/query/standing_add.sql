-- Records of a kind, new or changed; one that says what its latest word says stays as it is.  $1 names, $2 of each its places text[], $3 what is
-- told, $4 by whom, $5 kind
insert into standing (kind, name, places, told, set_by)
select $5, s.name, s.places::text[], s.told, $4
from unnest($1::text[], $2::text[], $3::text[]) as s (name, places, told)
where not exists (
	select from (select told, dropped from standing o where o.kind = $5 and o.name = s.name order by o.recorded desc limit 1) o
	where o.told = s.told and not o.dropped)

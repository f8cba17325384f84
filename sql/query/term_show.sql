-- All that was told of a term, the latest first.  $1 name, $2 rows
select name, told, (extract(epoch from recorded) * 1000000)::bigint, set_by, dropped
from term
where name = $1
order by recorded desc
limit $2::int

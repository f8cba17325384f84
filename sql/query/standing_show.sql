-- All that was told of a record, the latest first.  $1 name, $2 rows, $3 kind
select name, told, (extract(epoch from recorded) * 1000000)::bigint, set_by, dropped
from standing
where kind = $3 and name = $1
order by recorded desc
limit $2::int

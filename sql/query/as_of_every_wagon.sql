-- Wagons by number that were ever told of.  $1 after this number or null, $2 rows
select number from every_wagon where number > coalesce($1::text, '') order by number limit $2::int

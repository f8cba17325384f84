-- Containers by number, whether or not anything is known of them.  $1 after this number, $2 rows
select number from container where number > $1::text order by number limit $2::int

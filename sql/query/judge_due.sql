-- Boxes that are due, and since when, the longest waiting first.  $1 when, $2 rows
select container, (extract(epoch from at) * 1000000)::bigint from box_due where at <= $1::timestamptz order by at, container limit $2::int

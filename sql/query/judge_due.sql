-- Boxes that are due, the longest waiting first.  $1 when, $2 rows
select container from box_due where at <= $1::timestamptz order by at, container limit $2::int

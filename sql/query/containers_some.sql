-- Containers of which anything is known, an even choice of them.  $1 rows
select container from journey where number = 1 order by md5(container), container limit $1::int

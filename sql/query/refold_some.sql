-- Boxes whose journey is older than what their wagon or train has told, some of them.  $1 rows
select container from refold_due order by container limit $1::int

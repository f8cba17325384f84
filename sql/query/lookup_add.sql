-- What containers are also found by, each once and in sorted order.  $1 values, $2 kinds (int), $3 containers
insert into lookup (value, kind, subject)
select * from unnest($1::text[], $2::int[], $3::text[])
on conflict do nothing

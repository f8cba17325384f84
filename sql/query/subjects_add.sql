-- The containers that are missing, in sorted order.  Who adds one holds it until its transaction ends: its journey comes with the same
-- transaction.  $1 numbers, $2 whether the check digit fails (int, 0 or 1)
insert into container (number, number_failed)
select number, failed <> 0 from unnest($1::text[], $2::int[]) as t (number, failed)
on conflict do nothing

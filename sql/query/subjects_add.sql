-- The containers that are missing, in sorted order.  Who adds one holds it until its transaction ends: its journey comes with the same
-- transaction.  $1 numbers, $2 whether the check digit fails (int, 0 or 1), $3 size-types
insert into container (number, number_failed, size_type)
select number, failed <> 0, size_type from unnest($1::text[], $2::int[], $3::text[]) as t (number, failed, size_type)
on conflict do nothing

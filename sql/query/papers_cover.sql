-- Which boxes and wagons papers cover, in sorted order.  $1 kinds, $2 numbers, $3 subjects
insert into paper_of (kind, number, subject)
select * from unnest($1::text[], $2::text[], $3::text[])
on conflict do nothing

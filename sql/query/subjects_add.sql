-- The containers that are missing, with a journey each, in sorted order.  $1 numbers, $2 whether the check digit fails (int, 0 or 1)
with containers as (
	insert into container (number, number_failed)
	select number, failed <> 0 from unnest($1::text[], $2::int[]) as t (number, failed)
	on conflict do nothing
)
insert into journey (container, status, mode, load_state, number_failed, code, classifier, since_offset, since_precision, since_zone_source)
select number, 'not-started', 0, 0, failed <> 0, '', 0, 0, 0, 0 from unnest($1::text[], $2::int[]) as t (number, failed)
on conflict do nothing

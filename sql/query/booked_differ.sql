-- Containers of which other legs are kept on routes than these.  $1 containers, all of them; the others as of booked_put
with n as (
	select container, leg::smallint, route, place, day, departs, transport, kg
	from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[], $9::int[])
		as t (container, leg, route, place, day, departs, transport, kg)
),
was as materialized (
	select b.container, b.leg, b.route, b.place, b.day, b.departs, b.transport, b.kg
	from unnest($1::text[]) as t (container) join booked b on b.container = t.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

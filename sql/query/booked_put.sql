-- On which routes boxes are planned, all of it.  $1 containers; a row each: $2 containers, $3 legs, $4 routes, $5 places, $6 days,
-- $7 departures, $8 transports, $9 kilograms
with n as materialized (
	select container collate "C" as container, leg::smallint, route, place, day, departs, transport, kg
	from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[], $9::int[])
		as t (container, leg, route, place, day, departs, transport, kg)
),
was as materialized (
	select container, leg, route, place, day, departs, transport, kg from booked where container = any ($1::text[])
),
gone as (
	delete from booked b
	using (select container, leg from was except select container, leg from n) g
	where b.container = g.container and b.leg = g.leg
)
insert into booked (container, leg, route, place, day, departs, transport, kg)
table n except table was
on conflict (container, leg) do update set route = excluded.route, place = excluded.place, day = excluded.day, departs = excluded.departs,
	transport = excluded.transport, kg = excluded.kg

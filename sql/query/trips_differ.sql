-- Containers of which other trips are kept than these.  $1 containers, all of them; the others as of trips_put
with n as (
	select container, number::smallint, id, arrangement::smallint, status, ended::smallint, opened, closed, origin, destination, deadline,
		routing::smallint, next_code, next_place, next_due, arrives
	from unnest($2::text[], $3::int[], $4::uuid[], $5::int[], $6::text[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::text[],
		$11::text[], $12::timestamptz[], $13::int[], $14::text[], $15::text[], $16::timestamptz[], $17::timestamptz[])
		as t (container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
			next_due, arrives)
),
was as materialized (
	select t.container, t.number, t.id, t.arrangement, t.status, t.ended, t.opened, t.closed, t.origin, t.destination, t.deadline, t.routing,
		t.next_code, t.next_place, t.next_due, t.arrives
	from unnest($1::text[]) as b (container) join trip t on t.container = b.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

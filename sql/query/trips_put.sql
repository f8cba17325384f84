-- The trips of boxes, all of them: what is otherwise is changed where it stands.  $1 containers; a row each: $2 containers, $3 numbers, $4 ids,
-- $5 arrangements, $6 statuses, $7 ends, $8 opened, $9 closed, $10 origins, $11 destinations, $12 deadlines, $13 routings, $14 next codes,
-- $15 next places, $16 next due, $17 arrivals
with n as materialized (
	select container collate "C" as container, number::smallint, id, arrangement::smallint, status, ended::smallint, opened, closed, origin, destination,
		deadline, routing::smallint, next_code, next_place, next_due, arrives
	from unnest($2::text[], $3::int[], $4::uuid[], $5::int[], $6::text[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::text[],
		$11::text[], $12::timestamptz[], $13::int[], $14::text[], $15::text[], $16::timestamptz[], $17::timestamptz[])
		as t (container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
			next_due, arrives)
),
gone as (
	delete from trip t
	using (select container, number from trip where container = any ($1::text[]) except select container, number from n) g
	where t.container = g.container and t.number = g.number
),
changed as (
	update trip t
	set id = n.id, arrangement = n.arrangement, status = n.status, ended = n.ended, opened = n.opened, closed = n.closed, origin = n.origin,
		destination = n.destination, deadline = n.deadline, routing = n.routing, next_code = n.next_code, next_place = n.next_place,
		next_due = n.next_due, arrives = n.arrives
	from n
	where t.container = n.container and t.number = n.number
		and (t.id, t.arrangement, t.status, t.ended, t.opened, t.closed, t.origin, t.destination, t.deadline, t.routing, t.next_code, t.next_place,
			t.next_due, t.arrives) is distinct from (n.id, n.arrangement, n.status, n.ended, n.opened, n.closed, n.origin, n.destination,
			n.deadline, n.routing, n.next_code, n.next_place, n.next_due, n.arrives)
)
insert into trip (container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
	next_due, arrives)
select * from n where not exists (select from trip t where t.container = n.container and t.number = n.number)

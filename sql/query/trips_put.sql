-- Trips.  $1 containers, $2 numbers, $3 ids, $4 arrangements, $5 statuses, $6 ends, $7 opened, $8 closed, $9 origins, $10 destinations,
-- $11 deadlines, $12 routings, $13 next codes, $14 next places, $15 next due, $16 arrivals
insert into trip (container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
	next_due, arrives)
select * from unnest($1::text[], $2::int[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[], $9::text[],
	$10::text[], $11::timestamptz[], $12::int[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[])

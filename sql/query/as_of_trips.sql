-- Adds what the judge keeps of journeys, as known at the moment that this transaction reads.  $1 to $16 as of trips_put
select as_of_add('landbridge.as_of_trip', array(
	select row(container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
		next_due, arrives)::trip
	from unnest($1::text[], $2::int[], $3::uuid[], $4::int[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[], $9::text[],
		$10::text[], $11::timestamptz[], $12::int[], $13::text[], $14::text[], $15::timestamptz[], $16::timestamptz[])
		as t (container, number, id, arrangement, status, ended, opened, closed, origin, destination, deadline, routing, next_code, next_place,
			next_due, arrives)
)::text)

-- Adds on what boxes rode, as known at the moment that this transaction reads.  $1 containers, $2 lines, $3 wagons, $4 trains, $5 places on the
-- wagon, $6 since, $7 until (microseconds since 1970; the least one: still), $8 classifiers
select as_of_add('landbridge.as_of_ride', array(
	select row(container, line, wagon, train, place, to_timestamp(since / 1000000.0),
		case when until <> -9223372036854775808 then to_timestamp(until / 1000000.0) end, classifier)::ride
	from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::int[])
		as t (container, line, wagon, train, place, since, until, classifier)
)::text)

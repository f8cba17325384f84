-- Adds in which trains wagons were, as known at the moment that this transaction reads.  $1 numbers, $2 lines, $3 trains, $4 places in the train
-- (0: not said), $5 since, $6 until (microseconds since 1970; the least one: still), $7 classifiers
select as_of_add('landbridge.as_of_consist', array(
	select row(wagon, line, train, nullif(place, 0), to_timestamp(since / 1000000.0),
		case when until <> -9223372036854775808 then to_timestamp(until / 1000000.0) end, classifier)::consist
	from unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::bigint[], $6::bigint[], $7::int[])
		as t (wagon, line, train, place, since, until, classifier)
)::text)

-- Adds what is said of wagons, as known at the moment that this transaction reads.  $1 numbers, $2 systems, $3 whether the check digit fails, $4
-- gauges (0: not known), $5 types, $6 places, $7 as written, $8 codes of the last facts, $9 when (microseconds since 1970; the least one: no
-- fact), $10 offsets, $11 precisions, $12 zone sources, $13 trains, $14 events (null: none)
select as_of_add('landbridge.as_of_wagon', array(
	select row(number, system, failed, nullif(gauge, 0), type, place, place_text, code,
		case when since <> -9223372036854775808 then to_timestamp(since / 1000000.0) end, since_offset, since_precision, since_zone_source, train, event::uuid,
		current_setting('landbridge.as_of')::timestamptz)::wagon
	from unnest($1::text[], $2::int[], $3::boolean[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::int[], $11::int[],
		$12::int[], $13::text[], $14::text[])
		as t (number, system, failed, gauge, type, place, place_text, code, since, since_offset, since_precision, since_zone_source, train, event)
)::text)

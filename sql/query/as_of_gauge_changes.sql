-- Adds changes of gauge, as known at the moment that this transaction reads.  $1 containers, $2 lines, $3 complexes, $4 places, $5 wagons it was
-- taken off, $6 when (microseconds since 1970; the least one: nobody told), $7 events (null: none), $8 to $10 the same of what it was put on, $11
-- and $12 gauges (0: not known), $13 kinds, $14 acts
select as_of_add('landbridge.as_of_gauge_change', array(
	select row(container, line, complex, place, off_wagon, t_off, off_event::uuid, on_wagon, t_on, on_event::uuid, nullif(from_gauge, 0), nullif(to_gauge, 0),
		kind, act, coalesce(t_on, t_off))::gauge_change
	from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::int[],
		$12::int[], $13::int[], $14::text[])
		as t (container, line, complex, place, off_wagon, off_at, off_event, on_wagon, on_at, on_event, from_gauge, to_gauge, kind, act)
	cross join lateral (select case when off_at <> -9223372036854775808 then to_timestamp(off_at / 1000000.0) end,
		case when on_at <> -9223372036854775808 then to_timestamp(on_at / 1000000.0) end) as at (t_off, t_on)
)::text)

-- What is known of wagons.  $1 numbers, $2 systems, $3 whether the check digit fails, $4 gauges (0: not known), $5 types, $6 places, $7 as written,
-- $8 codes of the last facts, $9 when (microseconds since 1970; the least one: no fact), $10 offsets, $11 precisions, $12 zone sources, $13 trains,
-- $14 events (null: none)
insert into wagon (number, system, number_failed, gauge, type, place, place_text, code, since, since_offset, since_precision, since_zone_source,
	train, event)
select number, system, failed, nullif(gauge, 0), type, place, place_text, code,
	case when since <> -9223372036854775808 then to_timestamp(since / 1000000.0) end, since_offset, since_precision, since_zone_source, train, event::uuid
from unnest($1::text[], $2::int[], $3::boolean[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::int[], $11::int[],
	$12::int[], $13::text[], $14::text[])
	as t (number, system, failed, gauge, type, place, place_text, code, since, since_offset, since_precision, since_zone_source, train, event)
on conflict (number) do update set system = excluded.system, number_failed = excluded.number_failed, gauge = excluded.gauge, type = excluded.type,
	place = excluded.place, place_text = excluded.place_text, code = excluded.code, since = excluded.since, since_offset = excluded.since_offset,
	since_precision = excluded.since_precision, since_zone_source = excluded.since_zone_source, train = excluded.train, event = excluded.event,
	changed = now()

-- Wagons of which something else is kept than this.  Parameters as of wagons_put
select t.number
from unnest($1::text[], $2::int[], $3::boolean[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::int[], $11::int[],
	$12::int[], $13::text[], $14::text[])
	as t (number, system, failed, gauge, type, place, place_text, code, since, since_offset, since_precision, since_zone_source, train, event)
left join wagon w on w.number = t.number
where (w.system, w.number_failed, w.gauge, w.type, w.place, w.place_text, w.code, w.since, w.since_offset, w.since_precision, w.since_zone_source,
		w.train, w.event)
	is distinct from (t.system, t.failed, nullif(t.gauge, 0), t.type, t.place, t.place_text, t.code,
		case when t.since <> -9223372036854775808 then to_timestamp(t.since / 1000000.0) end, t.since_offset, t.since_precision, t.since_zone_source,
		t.train, t.event::uuid)

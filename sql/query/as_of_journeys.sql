-- Adds journeys as known at the moment that this transaction reads.  $1 journey_in[], $2 and $3 from when to when their last run of moves, $4 of
-- what codes that is
select as_of_add('landbridge.as_of_journey', array(
	select row(container, number, true, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
		size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids,
		current_setting('landbridge.as_of')::timestamptz, run_since, run_until, run_codes)::journey
	from unnest($2::timestamptz[], $3::timestamptz[], $4::int[], $1::journey_in[]) as j (run_since, run_until, run_codes)
)::text)

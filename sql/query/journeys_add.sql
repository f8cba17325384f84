-- The journeys of containers that are new with this transaction.  $1 journey_in[], $2 and $3 from when to when
-- their last run of moves, $4 of what codes that is
insert into journey (container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
	size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids,
	run_since, run_until, run_codes)
select container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
	size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids,
	run_since, run_until, run_codes
from unnest($2::timestamptz[], $3::timestamptz[], $4::int[], $1::journey_in[]) as j (run_since, run_until, run_codes)

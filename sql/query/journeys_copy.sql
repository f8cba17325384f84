-- The journeys of many containers that are new with this transaction; fields as journey_in has them, then from when to when their last run of
-- moves, of what codes that is
copy journey (container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
	size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids,
	run_since, run_until, run_codes)
from stdin (format binary)

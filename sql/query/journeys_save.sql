-- The folded state of journeys that are locked.  $1 journey_in[], $2 and $3 from when to when their last run of moves,
-- $4 of what codes that is
update journey j
set status = n.status, place = n.place, place_text = n.place_text, facility = n.facility, facility_list = n.facility_list,
	transport = n.transport, mode = n.mode, vehicle = n.vehicle, wagon = n.wagon, voyage = n.voyage, load_state = n.load_state,
	size_type = n.size_type, number_failed = n.number_failed, code = n.code, classifier = n.classifier, since = n.since,
	since_offset = n.since_offset, since_precision = n.since_precision, since_zone_source = n.since_zone_source, said = n.said,
	event = n.event, voids = n.voids, run_since = n.run_since, run_until = n.run_until, run_codes = n.run_codes, changed = now()
from unnest($2::timestamptz[], $3::timestamptz[], $4::int[], $1::journey_in[]) as n (run_since, run_until, run_codes)
where j.container = n.container and j.number = n.number

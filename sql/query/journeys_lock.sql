-- binary
-- The open journeys of these containers, locked in sorted order.  A statement after subjects_add, so that it sees what another transaction
-- has added and committed meanwhile.  $1 containers
select container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state, size_type,
	number_failed, code, classifier, since, since_offset, since_precision, since_zone_source,
	said, event, voids,
	run_since, run_until, run_codes
from journey
where container = any ($1::text[]) and open is not false -- so no index of the open ones is thought of
order by container
for update

-- The journeys of containers that are new with this transaction.  $1 journey_in[]
insert into journey (container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
	size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids)
select container, number, status, place, place_text, facility, facility_list, transport, mode, vehicle, wagon, voyage, load_state,
	size_type, number_failed, code, classifier, since, since_offset, since_precision, since_zone_source, said, event, voids
from unnest($1::journey_in[])

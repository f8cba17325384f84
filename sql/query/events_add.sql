-- The events that are new; says which.  $1 the intake of each, $2 event_in[], $3 the party that delivered each,
-- $4 seconds east of UTC of the clock it was told by, $5 the number of its train, $6 what its speaker is
insert into event (id, subject, happened, said, line, happened_offset, message, subject_kind, type, classifier, precision, zone_source, mode,
	load_state, function, number_failed, intake, code, happened_text, sender, document, place, place_text, facility, facility_list,
	transport, call, imo, call_sign, vehicle, wagon, voyage, carrier, size_type, movement, operator_code, load_place, discharge_place,
	destination, stowage, refs, seals, measures, remarks, dcsa, booking, bill, party, said_offset, train, source)
select id, subject, happened, said, line, happened_offset, message, subject_kind, type, classifier, "precision", zone_source, mode,
	load_state, function, number_failed, intake, code, happened_text, sender, document, place, place_text, facility, facility_list,
	transport, call, imo, call_sign, vehicle, wagon, voyage, carrier, size_type, movement, operator_code, load_place, discharge_place,
	destination, stowage, refs, seals, measures, remarks, dcsa, booking, bill, party, said_offset, train, source
from unnest($1::uuid[], $3::text[], $4::int[], $5::text[], $6::int[], $2::event_in[]) as e (intake, party, said_offset, train, source)
on conflict do nothing
returning line

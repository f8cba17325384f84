-- Many events of which none is here; fields as event_in has them, then the intake, the party that delivered it, seconds east of UTC of the clock
-- it was told by, the number of its train, what its speaker is
copy event (id, subject, happened, said, line, happened_offset, message, subject_kind, type, classifier, precision, zone_source, mode,
	load_state, function, number_failed, code, happened_text, sender, document, place, place_text, facility, facility_list,
	transport, call, imo, call_sign, vehicle, wagon, voyage, carrier, size_type, movement, operator_code, load_place, discharge_place,
	destination, stowage, refs, seals, measures, remarks, dcsa, booking, bill, intake, party, said_offset, train, source)
from stdin (format binary)

-- The events that are new; says which.  $1 the intake of each, $2 event_in[], $3 the party that delivered each,
-- $4 seconds east of UTC of the clock it was told by, $5 the number of its train, $6 what its speaker is.  By them their senders were heard; two
-- transactions may say so of one hour, and neither waits for the other
with added as (
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
returning line, sender, coalesce(said, happened, now()) as at
),
spoke as (
	insert into heard (sender, at)
	select sender, at
	from (select distinct sender, date_trunc('hour', least(at, now())) as at from added) a
	where not exists (select from heard h where h.sender = a.sender and h.at = a.at)
)
select line from added

-- All events of these containers, as far as the fold needs them.  $1 containers, $2 viewer's party or null
select subject, id, (extract(epoch from happened) * 1000000)::bigint, (extract(epoch from said) * 1000000)::bigint, happened_offset, type,
	classifier, precision, zone_source, mode, load_state, function, number_failed, code, sender, document, place, place_text, facility,
	facility_list, transport, vehicle, wagon, voyage, size_type, movement, happened_text, call, party
from event e
where subject = any ($1::text[]) and subject_kind = 0
	and ($2::text is null or e.party = $2 or exists (select from access a where a.party = $2 and a.subject = e.subject and a.scope = 'all'))
order by subject

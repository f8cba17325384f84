-- Containers at some places, by number.
-- $1 viewer's party: null, $2 number's beginning or null, $3 places text[], $4 status or null, $5 after this number or null, $6 rows
select container, status, place, place_text, facility, mode, vehicle, wagon, voyage, load_state, size_type, number_failed, code,
	(extract(epoch from since) * 1000000)::bigint, since_offset, since_precision, since_zone_source,
	-- where nobody knew the zone the text received is all there is: 4 is nobody
	case when since_zone_source = 4 then (select e.happened_text from event e where e.id = j.event and e.subject = j.container) end
from journey j
where open and place = any ($3::text[])
	and container > coalesce($5::text, '')
	and ($2::text is null or starts_with(container, $2::text))
	and ($4::text is null or status = $4::text)
	and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
order by container
limit $6::int

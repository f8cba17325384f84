-- Containers of which the row of the open journey, or the size-type that the container's own row says, is not what it is folded to.
-- Parameters as of journeys_save.
select n.container
from unnest($2::timestamptz[], $3::timestamptz[], $4::int[], $1::journey_in[]) as n (run_since, run_until, run_codes)
left join journey j on j.container = n.container and j.open is not false
left join container c on c.number = n.container
where c.size_type is distinct from n.size_type
	or (j.status, j.place, j.place_text, j.facility, j.facility_list, j.transport, j.mode, j.vehicle, j.wagon, j.voyage, j.load_state, j.size_type,
		j.number_failed, j.code, j.classifier, j.since, j.since_offset, j.since_precision, j.since_zone_source, j.said, j.event, j.voids)
	is distinct from (n.status, n.place, n.place_text, n.facility, n.facility_list, n.transport, n.mode, n.vehicle, n.wagon, n.voyage, n.load_state,
		n.size_type, n.number_failed, n.code, n.classifier, n.since, n.since_offset, n.since_precision, n.since_zone_source, n.said, n.event,
		n.voids)

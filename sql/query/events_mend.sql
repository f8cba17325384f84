-- Events that are here, and of which more is understood by now: a place, a facility, a clock that the lists did not have then.  They come once
-- more in the feed, under their ids; so do their mentions.  Says which.  $1 event_in[], $2 seconds east of UTC of the clock each was told by
update event e
set place = n.place, place_text = n.place_text, facility = n.facility, facility_list = n.facility_list, happened = n.happened,
	happened_offset = n.happened_offset, zone_source = n.zone_source, said = n.said, said_offset = n.said_offset, call = n.call,
	load_place = n.load_place, discharge_place = n.discharge_place, destination = n.destination,
	dcsa = case when n.subject_kind <> 0 and e.dcsa is null then null else n.dcsa end,
	xid = pg_current_xact_id(), line = n.line
from unnest($2::int[], $1::event_in[]) as n (said_offset)
where e.id = n.id and (e.subject = n.subject or e.subject_kind = 3)
	and (n.place is not null or e.place is null) and (n.zone_source <> 4 or e.zone_source = 4)
	and (e.place, e.facility, e.facility_list, e.happened, e.zone_source) is distinct from
		(n.place, n.facility, n.facility_list, n.happened, n.zone_source)
returning case when e.subject = n.subject then n.line end

-- min_reader: 1
-- Journeys under way as lists: of any, of one state; those bound for a place have theirs already (020).
create index trip_open on trip (container, number) where ended = 0;
create index trip_status on trip (status, container) where ended = 0;

-- What a list tells of a journey that is not over: with where the box is, and which rules call it wrong.
create view trip_shown as
select t.container, t.number, t.id, t.arrangement, t.status, t.opened, t.origin, t.destination, t.deadline, t.routing, t.next_code, t.next_place,
	t.next_due, t.arrives, j.place, coalesce(w.codes, '{}') as codes
from trip t
left join journey j on j.container = t.container and j.open
left join lateral (
	select array_agg(distinct a.code order by a.code) as codes
	from alert_box b join alert a on a.id = b.alert
	where b.container = t.container and b.closed is null and b.trip = t.id and a.closed is null
) w on true
where t.ended = 0;
grant select on trip_shown to landbridge_runtime;

-- Boxes that are planned on a route, leg by leg, by container: what they take of its room is known of no ship or train yet.  $1 since (timestamptz)
select b.container, b.route, b.place, b.day, (extract(epoch from b.departs) * 1000000)::bigint, b.transport,
	coalesce(k.size_type, ''), b.kg
from booked b
left join container k on k.number = b.container
where b.departs is null or b.departs >= $1::timestamptz
order by b.container, b.leg

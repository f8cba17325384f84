-- Where dated transports were said to arrive and depart, the last word on each call, by transport and time: ships and trains that tell of themselves,
-- and trains of which boxes that are on a trip tell: three of them tell as much as all.  Of a transport itself what was taken back is told as such.
-- $1 since, $2 until (timestamptz)
with word as materialized (
	select e.subject as transport, e.place, e.code, e.classifier, e.happened, e.said, e.sender, e.vehicle, e.carrier,
		not exists (select from event_holding h where h.id = e.id and h.subject = e.subject) as void
	from event e
	where e.subject_kind = 1 and e.code in ('ARRI', 'DEPA') and e.subject not like 'WAGON:%' and e.happened >= $1::timestamptz
		and e.happened < $2::timestamptz and e.place is not null and e.function not in (1, 6)
	union all
	select k.transport, e.place, e.code, e.classifier, e.happened, e.said, e.sender, coalesce(e.train, e.vehicle), e.carrier, false
	from (select distinct transport from carried where transport like 'TRAIN:%') k
	cross join lateral (select container from carried c where c.transport = k.transport order by container limit 3) b
	join event_holding e on e.subject = b.container and e.subject_kind = 0 and e.transport = k.transport
	where e.code in ('ARRI', 'DEPA') and e.happened >= $1::timestamptz and e.happened < $2::timestamptz and e.place is not null
),
call as (
	select transport, place, code, bool_or(classifier = 0 and not void) as fact, bool_and(void) as void,
		(array_agg(happened order by void, classifier <> 0, said desc nulls last, happened, sender))[1] as at,
		(array_agg(said order by void, classifier <> 0, said desc nulls last, happened, sender))[1] as said,
		(array_agg(happened order by said desc nulls last, happened, sender) filter (where classifier = 2 and not void))[1] as planned,
		max(vehicle) as vehicle, max(carrier) as carrier
	from word
	group by transport, place, code
)
select c.transport, c.place, c.code = 'DEPA', c.fact, c.void, (extract(epoch from c.at) * 1000000)::bigint,
	(extract(epoch from c.planned) * 1000000)::bigint, (extract(epoch from c.said) * 1000000)::bigint,
	t.mode, t.imo, coalesce(t.name, c.vehicle), t.voyage, coalesce(t.carrier, c.carrier)
from call c left join transport t on t.key = c.transport
order by c.transport, c.at, c.code, c.place

-- Release orders of empties that name no boxes, a row a size, with how many were collected under their booking.
-- $1 viewer's party: null, $2 places text[] or null, $3 recorded since, $4 rows
select o.place, o.facility, o.operator_code, nullif(o.size, ''), o.units,
	(select count(distinct c.subject) from event c
		where c.booking = o.booking and c.subject_kind = 0 and c.classifier = 0 and c.code in ('GTOT', 'PICK') and c.load_state = 1
			and c.function not in (1, 6) and (o.size = '' or c.size_type = o.size or c.size_type is null))
from (
	select e.place, e.facility, e.operator_code, substr(e.subject, 5) as booking, split_part(m, ':', 3) as size, split_part(m, ':', 2)::int as units
	from (
		select distinct on (e.subject, e.place) *
		from event e
		where split_part(e.subject, ':', 1) = 'BKG' and e.code = 'RECE' and e.dcsa is not null and e.subject_kind = 2
			and 'ORDER:RELEASE' = any (e.remarks) and e.recorded >= $3::timestamptz and $1::text is null
			and ($2::text[] is null or e.place is null or e.place = any ($2::text[]))
		order by e.subject, e.place, e.said desc nulls last, e.id -- the latest word on a booking there
	) e
	cross join unnest(e.measures) m
	where e.function not in (1, 6) and m ~ '^N:[0-9]{1,6}:'
) o
order by o.place, o.facility, o.booking, o.size
limit $4::int

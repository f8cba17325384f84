-- The containers that these references name, by the same reference each once.  Where the kind is null it is that of the event's reference behind it;
-- last is what its events carry (of a ship its IMO number).
-- $1 values as lookup_form makes them, $2 kinds of reference that are found where they stand, $3 viewer's party or null, $4 most rows; of each
-- ship as many of its newest events are looked at
with ship (value, imo) as (
	select v, v from unnest($1::text[]) v where v ~ '^\d{7}$'
	union
	select v, substr(v, 4) from unnest($1::text[]) v where v ~ '^IMO\d{7}$'
	union
	select value, substr(subject, 5) from lookup where value = any ($1::text[]) and kind = 6 and starts_with(subject, 'IMO:')
),
found (value, kind, reference, subject, carried) as (
	select number, 0::smallint, null, number, number from container where number = any ($1::text[])
	union
	select value, kind, null, subject, value from lookup where value = any ($1::text[]) and strpos(subject, ':') = 0
	union
	select booking, 1::smallint, null, subject, booking
	from event where booking = any ($1::text[]) and booking is not null and subject_kind < 3 and subject_kind = 0
	union
	select bill, 2::smallint, null, subject, bill
	from event where bill = any ($1::text[]) and bill is not null and subject_kind < 3 and subject_kind = 0
	union
	select value, null, kind, subject, value
	from event_reference where value = any ($1::text[]) and kind = any ($2::text[]) and strpos(subject, ':') = 0
	union
	select ship.value, 6::smallint, null, l.subject, ship.imo
	from ship cross join lateral (select subject from lookup where value = ship.imo and kind = 6 and strpos(subject, ':') = 0) l
	union
	select ship.value, 6::smallint, null, e.subject, ship.imo
	from ship
	cross join lateral (
		select s.subject
		from (
			select subject, subject_kind from event where imo = ship.imo and imo is not null and dcsa is not null and subject_kind < 3
			order by xid desc, line desc
			limit $4::int
		) s
		where s.subject_kind = 0
	) e
)
select value, kind, reference, subject, carried
from (
	select *, row_number() over (partition by value order by subject) as place
	from found
	where $3::text is null or exists (select from access a where a.party = $3 and a.subject = found.subject)
) f
order by place -- one that names thousands takes no place from one that names a few
limit $4::int

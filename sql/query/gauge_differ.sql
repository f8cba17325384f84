-- Containers of which other changes of gauge are kept than these.  $1 containers, all of them; the others as of gauge_add
with n as (
	select container, line::smallint, complex, place, off_wagon, t_off, off_event::uuid, on_wagon, t_on, on_event::uuid,
		nullif(from_gauge, 0)::smallint, nullif(to_gauge, 0)::smallint, kind::smallint, act
	from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::bigint[], $11::text[],
		$12::int[], $13::int[], $14::int[], $15::text[])
		as t (container, line, complex, place, off_wagon, off_at, off_event, on_wagon, on_at, on_event, from_gauge, to_gauge, kind, act)
	cross join lateral (select case when off_at <> -9223372036854775808 then to_timestamp(off_at / 1000000.0) end,
		case when on_at <> -9223372036854775808 then to_timestamp(on_at / 1000000.0) end) as at (t_off, t_on)
),
was as materialized (
	select g.container, g.line, g.complex, g.place, g.off_wagon, g.off_at, g.off_event, g.on_wagon, g.on_at, g.on_event, g.from_gauge, g.to_gauge,
		g.kind, g.act
	from unnest($1::text[]) as b (container) join gauge_change g on g.container = b.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

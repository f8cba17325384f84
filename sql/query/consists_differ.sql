-- Wagons that stand in other trains than these.  $1 numbers, all of them; the others as of consists_add
with n as (
	select wagon, line::smallint, train, nullif(place, 0)::smallint, to_timestamp(since / 1000000.0) as since,
		case when until <> -9223372036854775808 then to_timestamp(until / 1000000.0) end as until, classifier::smallint
	from unnest($2::text[], $3::int[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::int[])
		as t (wagon, line, train, place, since, until, classifier)
),
was as materialized (
	select c.wagon, c.line, c.train, c.place, c.since, c.until, c.classifier
	from unnest($1::text[]) as b (wagon) join consist c on c.wagon = b.wagon
)
select distinct wagon from ((table n except all table was) union all (table was except all table n)) d

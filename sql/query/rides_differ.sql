-- Containers that stand on other wagons or trains than these.  $1 containers, all of them; the others as of rides_add
with n as (
	select container, line::smallint, wagon, train, place, to_timestamp(since / 1000000.0) as since,
		case when until <> -9223372036854775808 then to_timestamp(until / 1000000.0) end as until, classifier::smallint
	from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::int[])
		as t (container, line, wagon, train, place, since, until, classifier)
),
was as materialized (
	select r.container, r.line, r.wagon, r.train, r.place, r.since, r.until, r.classifier
	from unnest($1::text[]) as b (container) join ride r on r.container = b.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

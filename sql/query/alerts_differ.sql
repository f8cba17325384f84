-- Containers of which something else is kept as wrong than this.  $1 containers, all of them; the others as of alerts_put, without its last
with n as (
	select distinct on (container, code, cause_kind, cause) container, code, cause_kind::smallint, cause, trip, since, place, seconds, event
	from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::bigint[], $10::uuid[])
		as t (container, code, cause_kind, cause, trip, since, place, seconds, event)
	order by container, code, cause_kind, cause, since
),
was as materialized (
	select x.container, a.code, a.cause_kind, a.cause, x.trip, x.since, x.place, x.seconds, x.event
	from unnest($1::text[]) as b (container)
	join alert_box x on x.container = b.container and x.closed is null
	join alert a on a.id = x.alert
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

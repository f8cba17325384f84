-- What is wrong with boxes, all of it: what is new opens an alert or joins one, what is no longer so leaves it; the last to leave closes it.
-- $1 containers that were judged; a row each: $2 containers, $3 codes, $4 kinds of cause, $5 causes, $6 trips, $7 since, $8 places, $9 seconds,
-- $10 events (null: none), $11 when
with n as materialized (
	select t.*, coalesce((select max(e.recorded) - t.since > interval '1 day' from event e where e.id = t.event), false) as late
	from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::bigint[], $10::uuid[])
		as t (container, code, cause_kind, cause, trip, since, place, seconds, event)
),
causes as (select distinct code, cause_kind, cause from n),
opened as (
	insert into alert (code, cause_kind, cause, opened, changed)
	select code, cause_kind, cause, $11::timestamptz, $11::timestamptz from causes order by 1, 2, 3
	on conflict (code, cause_kind, cause) where closed is null do nothing
	returning id, code, cause_kind, cause
),
stands as materialized (
	select id, code, cause_kind, cause from opened
	union all
	select a.id, a.code, a.cause_kind, a.cause from alert a join causes c using (code, cause_kind, cause) where a.closed is null
),
was as (
	insert into alert_box_was
	select b.*
	from alert_box b
	where b.closed is not null and exists (select from n join stands s using (code, cause_kind, cause) where s.id = b.alert and n.container = b.container)
	on conflict do nothing
),
joined as (
	insert into alert_box (alert, container, trip, since, place, seconds, event, late, opened)
	select distinct on (s.id, n.container) s.id, n.container, n.trip, n.since, n.place, n.seconds, n.event, n.late, $11::timestamptz
	from n join stands s using (code, cause_kind, cause)
	order by s.id, n.container, n.since
	on conflict (alert, container) do update
	set trip = excluded.trip, since = excluded.since, place = excluded.place, seconds = excluded.seconds, event = excluded.event,
		late = excluded.late, opened = case when alert_box.closed is null then alert_box.opened else excluded.opened end, closed = null
	returning alert, container
),
left_it as (
	update alert_box b set closed = $11::timestamptz
	where b.container = any ($1::text[]) and b.closed is null
		and not exists (select from n join stands s using (code, cause_kind, cause) where s.id = b.alert and n.container = b.container)
	returning b.alert
)
update alert a set closed = $11::timestamptz, changed = $11::timestamptz
where a.closed is null and a.id in (select alert from left_it) and not exists (select from joined j where j.alert = a.id)
	and not exists (select from alert_box b where b.alert = a.id and b.closed is null and b.container <> all ($1::text[]))

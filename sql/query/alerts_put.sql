-- What is wrong with boxes, all of it, once the alerts of its causes are open: what is new joins one, what is no longer so leaves it; the last to
-- leave closes it.  Each by an index, or as sets: they are hundreds.
-- $1 containers that were judged; a row each: $2 containers, $3 codes, $4 kinds of cause, $5 causes, $6 trips, $7 since, $8 places, $9 seconds,
-- $10 events (null: none), $11 when
with told as materialized (
	select distinct on (a.id, t.container) a.id as alert, t.container collate "C" as container, t.trip, t.since, t.place, t.seconds, t.event,
		coalesce((select max(e.recorded) - t.since > interval '1 day' from event e where e.id = t.event), false) as late
	from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::bigint[], $10::uuid[])
		as t (container, code, cause_kind, cause, trip, since, place, seconds, event)
	join alert a on a.code = t.code and a.cause_kind = t.cause_kind and a.cause = t.cause and a.closed is null
	order by a.id, t.container, t.since
),
news as materialized (
	select t.*, b.alert is null as joins, b.closed is not null as left_before
	from told t left join alert_box b on b.alert = t.alert and b.container = t.container
	where b.alert is null or b.closed is not null
		or (b.trip, b.since, b.place, b.seconds, b.event, b.late) is distinct from (t.trip, t.since, t.place, t.seconds, t.event, t.late)
),
was as (
	insert into alert_box_was
	select b.* from news n join alert_box b on b.alert = n.alert and b.container = n.container where n.left_before
	on conflict do nothing
),
joined as (
	insert into alert_box (alert, container, trip, since, place, seconds, event, late, opened)
	select alert, container, trip, since, place, seconds, event, late, $11::timestamptz from news where joins
),
stayed as ( -- changed where it stands
	update alert_box b
	set trip = n.trip, since = n.since, place = n.place, seconds = n.seconds, event = n.event, late = n.late,
		opened = case when n.left_before then $11::timestamptz else b.opened end, closed = null
	from news n
	where b.alert = n.alert and b.container = n.container
),
gone as (
	select b.alert, b.container
	from unnest($1::text[]) as j (container)
	join alert_box b on b.container = j.container and b.closed is null
	except
	select alert, container from told
),
left_it as (
	update alert_box b set closed = $11::timestamptz
	from gone g
	where b.alert = g.alert and b.container = g.container
	returning b.alert
)
update alert a set closed = $11::timestamptz, changed = $11::timestamptz
where a.closed is null and a.id in (select alert from left_it except select alert from told)
	and not exists (select from alert_box b where b.alert = a.id and b.closed is null and b.container <> all ($1::text[]))

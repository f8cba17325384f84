-- One alert, as a row of alerts_page.sql.  $1 id
select a.id, a.code, a.cause_kind, a.cause, (extract(epoch from a.opened) * 1000000)::bigint, (extract(epoch from a.closed) * 1000000)::bigint,
	a.owner, (extract(epoch from a.due) * 1000000)::bigint, (extract(epoch from a.acknowledged) * 1000000)::bigint,
	(extract(epoch from a.snoozed) * 1000000)::bigint, a.false_because, b.boxes, (extract(epoch from b.since) * 1000000)::bigint, b.late, b.place,
	b.seconds,
	(select o.name from transport k join transport o on o.imo = k.imo and o.name is not null where k.key = a.cause order by o.key <> a.cause, o.key limit 1)
from alert a
cross join lateral (
	select count(*) filter (where closed is null) as boxes, min(since) as since, bool_or(late) as late, min(place) as place, max(seconds) as seconds
	from alert_box b
	where b.alert = a.id
) b
where a.id = $1::uuid

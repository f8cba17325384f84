-- Alerts, the latest first, with how many boxes have it still, and what the ship is called, where it is one.  $1 open only, $2 code or null, $3 container or null, $4 owner or null,
-- $5 opened at or before (null: from the start), $6 behind this id then, $7 rows
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
where (not $1::boolean or a.closed is null)
	and ($2::text is null or a.code = $2::text)
	and ($3::text is null or exists (select from alert_box x where x.alert = a.id and x.container = $3::text and (not $1::boolean or x.closed is null)))
	and ($4::text is null or a.owner = $4::text)
	and ($5::timestamptz is null or (a.opened, a.id) < ($5::timestamptz, $6::uuid))
order by a.opened desc, a.id desc
limit $7::int

-- DCSA events of transport calls: of one call (or of those that a sender has that name for), or of those a ship, a voyage or a service makes.
-- $1 viewer's party or null, $2 transport call or null, $3 after xid or null, $4 after line or null, $5 rows, $6 types (bits; 0: any), $7 codes text[],
-- $8 recorded from, $9 recorded until (excluded) or null, $10 what the answer must be like, one of jsonb[], or null,
-- $11, $12 sort by: 1 when it happened, 2 when it was recorded, negative: latest first, 0: as recorded in the feed; $13, $14 after these,
-- $15 IMO number or null, $16 voyage or null, $17 service or null, $18 place or null; of $2, $15, $16, $17 the first that is there drives,
-- $19 rows of one call and code: $5, or null where they are sorted by anything else than the feed
with call as (
	select $2::text as key where $2::text is not null
	union all
	select s.call
	from transport_service s
	where s.service = 'CALL:' || $2 and s.call <> $2
	union all
	select c.key
	from transport t join transport_call c on c.transport = t.key
	where $2::text is null and t.imo = $15 and ($16::text is null or upper(t.voyage) = upper($16)) and ($18::text is null or c.place = $18)
	union all
	select c.key
	from transport t join transport_call c on c.transport = t.key
	where $2::text is null and $15::text is null and upper(t.voyage) = upper($16) and ($18::text is null or c.place = $18)
	union all
	select s.call
	from transport_service s
	where $2::text is null and $15::text is null and $16::text is null and s.service = $17
)
select e.id, e.recorded, e.dcsa, e.xid, e.line, e.xid < (select pg_snapshot_xmin(pg_current_snapshot())), k.first, k.second
from call cross join unnest($7::text[]) as c (code) cross join lateral (
	select e.id, e.recorded, e.dcsa, e.xid, e.line, e.type, e.code, e.subject, e.happened
	from event e
	where e.call = call.key and e.code = c.code and e.dcsa is not null and e.subject_kind < 3 and e.mode between 1 and 4
		and (e.xid, e.line) > (coalesce(case when $19::int is not null then $3::xid8 end, '0'::xid8),
			coalesce(case when $19::int is not null then $4::int end, -1))
		-- Who wrote at that time got a higher number than an intake of an hour before, and a lower one than an intake of an hour after.
		and e.xid >= coalesce((select i.xid from intake i where i.received <= $8::timestamptz - interval '1 hour'
			order by i.received desc limit 1), '0'::xid8)
		and e.xid <= coalesce((select i.xid from intake i where i.received >= $9::timestamptz + interval '1 hour'
			order by i.received limit 1), '18446744073709551615'::xid8)
		and ($15::text is null or e.imo = $15) and ($16::text is null or e.voyage = $16)
		and ($6::int = 0 or $6::int & (1 << e.type) <> 0)
		and ($8::timestamptz is null or e.recorded >= $8::timestamptz)
		and ($9::timestamptz is null or e.recorded < $9::timestamptz)
		and ($10::jsonb[] is null or ('{' || e.dcsa || '}')::jsonb @> any ($10::jsonb[]))
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
	order by e.xid, e.line
	limit $19::int
) e
cross join lateral (select
	(extract(epoch from e.happened) * 1000000)::bigint as happened,
	(extract(epoch from e.recorded) * 1000000)::bigint as recorded
) t
cross join lateral (select
	case $11::int when 1 then t.happened when -1 then -t.happened when 2 then t.recorded when -2 then -t.recorded else 0 end as first,
	case $12::int when 1 then t.happened when -1 then -t.happened when 2 then t.recorded when -2 then -t.recorded else 0 end as second
) k
where (k.first, k.second, e.xid, e.line) > (coalesce($13::bigint, '-9223372036854775808'), coalesce($14::bigint, '-9223372036854775808'),
	coalesce($3::xid8, '0'::xid8), coalesce($4::int, -1))
order by k.first, k.second, e.xid, e.line
limit $5::int

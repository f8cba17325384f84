-- DCSA events that refer to one document, of events of documents those of this one: those that have it as their own, and all others.
-- $1 viewer's party or null, $2 the document's number, $3 after xid or null, $4 after line or null, $5 rows, $6 types (bits; 0: any), $7 codes text[] or null,
-- $8 recorded from, $9 recorded until (excluded) or null, $10 what the answer must be like, one of jsonb[], or null,
-- $11, $12 sort by: 1 when it happened, 2 when it was recorded, negative: latest first, 0: as recorded in the feed; $13, $14 after these,
-- $15 its type: BKG or TRD
select e.id, e.recorded, e.dcsa, e.xid, e.line, e.xid < (select pg_snapshot_xmin(pg_current_snapshot())), k.first, k.second
from (
	select e.id, e.recorded, e.dcsa, e.xid, e.line, e.type, e.code, e.subject, e.happened, e.party
	from event e
	where $15 = 'BKG' and e.booking = $2 and e.dcsa is not null and e.subject_kind < 3
	union all
	select e.id, e.recorded, e.dcsa, e.xid, e.line, e.type, e.code, e.subject, e.happened, e.party
	from event e
	where $15 = 'TRD' and e.bill = $2 and e.dcsa is not null and e.subject_kind < 3
	union all
	select e.id, e.recorded, e.dcsa, e.xid, e.line, e.type, e.code, e.subject, e.happened, e.party
	from event_reference r join event e on e.id = r.event and e.subject = r.subject
	where r.kind = $15 and r.value = $2 and e.dcsa is not null and (e.subject_kind <> 2 or e.subject = $15 || ':' || $2)
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
	and ($6::int = 0 or $6::int & (1 << e.type) <> 0)
	and ($7::text[] is null or e.code = any ($7::text[]))
	and ($8::timestamptz is null or e.recorded >= $8::timestamptz)
	and ($9::timestamptz is null or e.recorded < $9::timestamptz)
	and ($10::jsonb[] is null or ('{' || e.dcsa || '}')::jsonb @> any ($10::jsonb[]))
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by k.first, k.second, e.xid, e.line
limit $5::int

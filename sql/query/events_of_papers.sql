-- DCSA events of documents of these types, in feed order.
-- $1 viewer's party or null, $2 types text[], $3 after xid or null, $4 after line or null, $5 rows, $6 types (bits; 0: any), $7 codes text[]: a stretch
-- of the index each, $8 recorded from, $9 recorded until (excluded) or null, $10 what the answer must be like, one of jsonb[], or null
select e.id, e.recorded, e.dcsa, e.xid, e.line, e.xid < (select pg_snapshot_xmin(pg_current_snapshot()))
from unnest($2::text[]) as d (type) cross join unnest($7::text[]) as c (code) cross join lateral (
	select e.id, e.recorded, e.dcsa, e.xid, e.line
	from event e
	where split_part(e.subject, ':', 1) = d.type and e.code = c.code and e.dcsa is not null and e.subject_kind = 2
		and (e.xid, e.line) > (coalesce($3::xid8, '0'::xid8), coalesce($4::int, -1))
		-- Who wrote at that time got a higher number than an intake of an hour before, and a lower one than an intake of an hour after.
		and e.xid >= coalesce((select i.xid from intake i where i.received <= $8::timestamptz - interval '1 hour'
			order by i.received desc limit 1), '0'::xid8)
		and e.xid <= coalesce((select i.xid from intake i where i.received >= $9::timestamptz + interval '1 hour'
			order by i.received limit 1), '18446744073709551615'::xid8)
		and ($6::int = 0 or $6::int & (1 << e.type) <> 0)
		and ($8::timestamptz is null or e.recorded >= $8::timestamptz)
		and ($9::timestamptz is null or e.recorded < $9::timestamptz)
		and ($10::jsonb[] is null or ('{' || e.dcsa || '}')::jsonb @> any ($10::jsonb[]))
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
	order by e.xid, e.line
	limit $5::int
) e
order by e.xid, e.line
limit $5::int

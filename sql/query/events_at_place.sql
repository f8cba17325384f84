-- DCSA events at one place, in feed order.
-- $1 viewer's party or null, $2 place, $10 container or null, $3 types (bits) , $4 codes text[] or null, $5 created from, $6 created until, $7 after xid, $8 after line, $9 rows
select id, recorded, dcsa, xid, line, xid < (select pg_snapshot_xmin(pg_current_snapshot()))
from event e
where place = $2 and ($10::text is null or subject = $10::text) and dcsa is not null
	and ($3::int = 0 or $3::int & (1 << type) <> 0)
	and ($4::text[] is null or code = any ($4::text[]))
	and ($5::timestamptz is null or recorded >= $5::timestamptz)
	-- Who wrote at that time got a higher number than an intake that came an hour before: there the walk begins.
	and xid >= coalesce((select i.xid from intake i where i.received <= $5::timestamptz - interval '1 hour' order by i.received desc limit 1),
		'0'::xid8)
	and ($6::timestamptz is null or recorded < $6::timestamptz)
	and (xid, line) > (coalesce($7::xid8, '0'::xid8), coalesce($8::int, -1))
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by xid, line
limit $9::int

-- Messages, newest first.
-- $1 viewer's party or null, $2 status or null, $3 before xid, $4 before intake, $5 before line, $6 rows
select m.intake, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient,
	(extract(epoch from m.said) * 1000000)::bigint, m.function, m.status, m.events, m.new_events, m.byte_offset, m.byte_length,
	m.diagnostics, (extract(epoch from i.received) * 1000000)::bigint, m.xid
from message m
join intake i on i.id = m.intake
where ($2::text is null or m.status = $2::text)
	and (m.xid, m.intake, m.line) < (coalesce($3::xid8, '18446744073709551615'::xid8),
		coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid), coalesce($5::int, 2147483647))
	and ($1::text is null or i.party = $1)
order by m.xid desc, m.intake desc, m.line desc
limit $6::int

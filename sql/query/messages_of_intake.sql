-- Messages of one intake, the last first.
-- $1 viewer's party or null, $2 intake, $3 status or null, $4 before line, $5 rows
select m.intake, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient,
	(extract(epoch from m.said) * 1000000)::bigint, m.function, m.status, m.events, m.new_events, m.byte_offset, m.byte_length,
	m.diagnostics, (extract(epoch from i.received) * 1000000)::bigint, m.xid
from message m
join intake i on i.id = m.intake
where m.intake = $2::uuid and m.line < coalesce($4::int, 2147483647)
	and ($3::text is null or m.status = $3::text)
	and ($1::text is null or i.party = $1)
order by m.line desc
limit $5::int

-- One message with the delivery it stands in; the first columns are those of messages_page.
-- $1 viewer's party or null, $2 intake, $3 line
select m.intake, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient,
	(extract(epoch from m.said) * 1000000)::bigint, m.function, m.status, m.events, m.new_events, m.byte_offset, m.byte_length,
	m.diagnostics, (extract(epoch from i.received) * 1000000)::bigint, m.xid, i.sender, i.name, i.format, i.kept
from message m
join intake i on i.id = m.intake
where m.intake = $2::uuid and m.line = $3::int and ($1::text is null or i.party = $1)

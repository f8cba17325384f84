-- The messages of an intake; decoded again, they take their new verdict.  $1 intake, $2 message_in[]
insert into message (intake, line, format, type, directory, reference, document, sender, recipient, said, function, status,
	events, new_events, byte_offset, byte_length, diagnostics)
select $1::uuid, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient, m.said, m.function, m.status,
	m.events, m.new_events, m.byte_offset, m.byte_length, m.diagnostics
from unnest($2::message_in[]) m
on conflict (intake, line) do update
set status = excluded.status, events = excluded.events, new_events = message.new_events + excluded.new_events,
	diagnostics = excluded.diagnostics

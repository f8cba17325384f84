-- What a post ends with, in one trip: intake_add, messages_add of messages that are new, references_add.  $1 to $15 as intake_add has them;
-- $16 message_in[]; $17 kinds, $18 values, $19 events, $20 subjects of references
with added as (
	insert into intake (id, sha256, sender, party, channel, format, content_type, name, bytes, status, messages, events, new_events, receipt)
	values ($1::uuid, $2::bytea, $3, $4, $5, $6, $7, $8, $9::bigint, $10, $11::int, $12::int, $13::int, $14)
), piece as (
	insert into intake_chunk (intake, line, bytes) values ($1::uuid, 0, $15::bytea)
), referred as (
	insert into event_reference (kind, value, event, subject)
	select * from unnest($17::text[], $18::text[], $19::uuid[], $20::text[])
	on conflict do nothing
)
insert into message (intake, line, format, type, directory, reference, document, sender, recipient, said, function, status,
	events, new_events, byte_offset, byte_length, diagnostics)
select $1::uuid, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient, m.said, m.function, m.status,
	m.events, m.new_events, m.byte_offset, m.byte_length, m.diagnostics
from unnest($16::message_in[]) m

-- What posts end with, in one trip: intake_add, messages_add of messages that are new, references_add.  $1 to $15 as intake_add has them, one a
-- post; $16 the intake of each message, $17 message_in[]; $18 kinds, $19 values, $20 events, $21 subjects of references; $22 whether
-- the bytes of each post are kept
with added as (
	insert into intake (id, sha256, sender, party, channel, format, content_type, name, bytes, status, messages, events, new_events, receipt, kept)
	select * from unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[],
		$10::text[], $11::int[], $12::int[], $13::int[], $14::text[], $22::boolean[])
), piece as (
	insert into intake_chunk (intake, line, bytes)
	select id, 0, bytes from unnest($1::uuid[], $15::bytea[], $22::boolean[]) as t (id, bytes, kept) where kept
), referred as (
	insert into event_reference (kind, value, event, subject)
	select * from unnest($18::text[], $19::text[], $20::uuid[], $21::text[])
	on conflict do nothing
)
insert into message (intake, line, format, type, directory, reference, document, sender, recipient, said, function, status,
	events, new_events, byte_offset, byte_length, diagnostics)
select m.intake, m.line, m.format, m.type, m.directory, m.reference, m.document, m.sender, m.recipient, m.said, m.function, m.status,
	m.events, m.new_events, m.byte_offset, m.byte_length, m.diagnostics
from unnest($16::uuid[], $17::message_in[]) as m (intake)

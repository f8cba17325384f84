-- One delivery with the first (mostly the only) piece of its bytes.  $1 id, $2 sha256, $3 sender, $4 party, $5 channel, $6 format,
-- $7 content type, $8 name, $9 bytes, $10 status, $11 messages, $12 events, $13 new events, $14 receipt, $15 piece 0,
-- $16 whether its bytes are kept
with added as (
	insert into intake (id, sha256, sender, party, channel, format, content_type, name, bytes, status, messages, events, new_events, receipt, kept)
	values ($1::uuid, $2::bytea, $3, $4, $5, $6, $7, $8, $9::bigint, $10, $11::int, $12::int, $13::int, $14, $16::boolean)
	returning id
)
insert into intake_chunk (intake, line, bytes)
select id, 0, $15::bytea from added where $15::bytea is not null

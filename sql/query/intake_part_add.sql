-- A committed part of an import.  $1 intake, $2 line, $3 until offset, $4 decoder's state, $5 messages, $6 rejected, $7 warned, $8 events,
-- $9 new events, $10 diagnostics, $11 whether they warn
insert into intake_part (intake, line, until_offset, state, messages, rejected, warned, events, new_events, diagnostics, warns)
values ($1::uuid, $2::int, $3::bigint, $4, $5::int, $6::int, $7::int, $8::int, $9::int, $10, $11::boolean)

-- An import that has come to its end, or an intake decoded again.  $1 intake, $2 status, $3 messages, $4 events, $5 new events, $6 receipt, $7 format
update intake
set status = $2, messages = $3::int, events = $4::int, new_events = $5::int, receipt = $6, format = coalesce($7, format)
where id = $1::uuid

-- What new events are also found by.  $1 kinds, $2 values, $3 events, $4 subjects
insert into event_reference (kind, value, event, subject)
select * from unnest($1::text[], $2::text[], $3::uuid[], $4::text[])
on conflict do nothing

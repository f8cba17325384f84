-- A piece of an intake's bytes; one that is there already stays.  $1 intake, $2 line, $3 bytes
insert into intake_chunk (intake, line, bytes) values ($1::uuid, $2::int, $3::bytea) on conflict do nothing

-- Acknowledgements of an intake; one that is there stays.  $1 intake, $2 lines, $3 versions, $4 their bytes
insert into acknowledgement (intake, line, version, bytes)
select $1::uuid, line, version, bytes from unnest($2::int[], $3::int[], $4::bytea[]) as a (line, version, bytes)
on conflict do nothing

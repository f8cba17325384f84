-- Codes other systems give to places.  $1 systems, $2 codes, $3 places
insert into place_code (system, code, place)
select * from unnest($1::text[], $2::text[], $3::text[])
on conflict do nothing

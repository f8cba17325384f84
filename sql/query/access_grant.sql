-- A party sees what it told us about.  $1 parties, $2 subjects: pairs in sorted order
insert into access (party, subject) select * from unnest($1::text[], $2::text[]) on conflict do nothing

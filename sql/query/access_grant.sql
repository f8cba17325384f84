-- A party sees what it told us about.  $1 party, $2 subjects in sorted order
insert into access (party, subject) select $1, unnest($2::text[]) on conflict do nothing

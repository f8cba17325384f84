-- $1 partner, $2 lists, $3 codes, $4 meanings
insert into partner_code (partner, list, code, meaning)
select $1, list, code, meaning from unnest($2::text[], $3::text[], $4::text[]) as c (list, code, meaning)
on conflict (partner, list, code) do update set meaning = excluded.meaning

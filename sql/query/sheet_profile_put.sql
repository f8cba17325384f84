-- Saves a profile of sheets in place of the one by its name; tells whether it is new.  $1 name, $2 partner, $3 kind, $4 profile as JSON
insert into sheet_profile (name, partner, kind, profile) values ($1, $2, $3, $4)
on conflict (name) do update set partner = excluded.partner, kind = excluded.kind, profile = excluded.profile, changed = now()
returning xmax = 0

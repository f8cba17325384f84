-- A device, new or changed; whether it is new.  $1 device, $2 title, $3 datum or null, $4 by whom
insert into tracker (device, title, datum, set_by) values ($1, $2, $3, $4)
on conflict (device) do update set title = excluded.title, datum = excluded.datum, set_by = excluded.set_by, changed = now()
returning xmax = 0

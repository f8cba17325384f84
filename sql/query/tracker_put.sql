-- A device, new or changed; whether it is new.  $1 device, $2 title and $3 datum, null: as they are, '': none; $4 by whom
insert into tracker (device, title, datum, set_by) values ($1, coalesce($2, ''), nullif($3::text, ''), $4)
on conflict (device) do update
set title = coalesce($2, tracker.title), datum = case when $3::text is null then tracker.datum else nullif($3::text, '') end,
	set_by = excluded.set_by, changed = now()
returning xmax = 0

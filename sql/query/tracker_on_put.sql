-- On what a device is from then on.  $1 device, $2 since, $3 until or null, $4 subject or null, $5 by whom
insert into tracker_on (device, since, until, subject, set_by) values ($1, $2::timestamptz, $3::timestamptz, $4, $5)
on conflict (device, since) do update
set until = excluded.until, subject = excluded.subject, set_by = excluded.set_by, changed = now()

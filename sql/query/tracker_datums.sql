-- The datums that were told of these devices.  $1 devices
select device, datum from tracker where device = any($1::text[]) and datum is not null

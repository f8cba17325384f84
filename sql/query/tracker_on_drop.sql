-- $1 device, $2 since
delete from tracker_on where device = $1 and since = $2::timestamptz returning device

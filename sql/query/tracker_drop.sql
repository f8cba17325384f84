-- $1 device
delete from tracker where device = $1 returning device

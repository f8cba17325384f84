-- One device as it was told of; none where nobody told of it.  $1 device
select device, title, datum, set_by, (extract(epoch from changed) * 1000000)::bigint from tracker where device = $1

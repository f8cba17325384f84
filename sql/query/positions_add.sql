-- Positions, in the order of their keys; one that is there already stays as it is.
-- $1 devices, $2 times of the fix (text), $3 hashes (bytea), $4 latitudes, $5 longitudes (int), $6 datums, $7 speeds, $8 courses, $9 accuracies,
-- $10 batteries (int, -2147483648: not said), $11 locked, $12 doors ('t', 'f' or null), $13 alarms, $14 outdated (bool), $15 held, $16 partners,
-- $17 parties, $18 intakes, $19 messages (int), $20 received (text).  A box whose cooling is told to fail by one of them, or was until now, is to be
-- judged: $21 alarms
with told as (
insert into position (device, at, hash, lat, lon, datum, speed, course, accuracy, battery, locked, door, alarm, outdated, held, partner, party,
	intake, message, received)
select device, at::timestamptz, hash, lat, lon, datum, nullif(speed, -2147483648), nullif(course, -2147483648), nullif(accuracy, -2147483648),
	nullif(battery, -2147483648), locked::boolean, door::boolean, alarm, outdated, held, partner, party, intake, message, received::timestamptz
from unnest($1::text[], $2::text[], $3::bytea[], $4::int[], $5::int[], $6::text[], $7::int[], $8::int[], $9::int[], $10::int[], $11::text[],
	$12::text[], $13::text[], $14::boolean[], $15::text[], $16::text[], $17::text[], $18::uuid[], $19::int[], $20::text[])
	as p (device, at, hash, lat, lon, datum, speed, course, accuracy, battery, locked, door, alarm, outdated, held, partner, party, intake,
		message, received)
on conflict do nothing
returning device, at, alarm
)
insert into box_due (container, at)
select container, clock_timestamp()
from (
	select distinct o.subject as container
	from told t join tracker_on o on o.device = t.device and o.since <= t.at and coalesce(o.until, 'infinity') > t.at and o.subject !~ ':'
	where t.alarm = any ($21::text[])
		or exists (select from alert_box b join alert a on a.id = b.alert where b.container = o.subject and b.closed is null and a.code = 'reefer')
) t
order by 1
on conflict (container) do update set at = excluded.at

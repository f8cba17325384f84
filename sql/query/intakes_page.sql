-- Intakes, newest first.
-- $1 viewer's party or null, $2 status or null, $3 before this time, $4 and this id, $5 rows
select id, sender, channel, format, name, bytes, (extract(epoch from received) * 1000000)::bigint, status, messages, events, new_events,
	encode(sha256, 'hex'), kept
from intake
where ($2::text is null or status = $2::text)
	and (received, id) < (coalesce($3::timestamptz, 'infinity'), coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
	and ($1::text is null or party = $1)
order by received desc, id desc
limit $5::int

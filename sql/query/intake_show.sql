-- One intake with its receipt.
-- $1 viewer's party or null, $2 intake
select id, sender, channel, format, name, bytes, (extract(epoch from received) * 1000000)::bigint, status, messages, events, new_events,
	encode(sha256, 'hex'), content_type, receipt, kept
from intake
where id = $2::uuid and ($1::text is null or party = $1)

-- The intake that holds these bytes of this sender already.  $1 sender, $2 sha256
select id, status, messages, events, new_events, coalesce(receipt, '')
from intake
where sender = $1 and sha256 = $2::bytea and status <> 'rejected'

-- What is needed to decode an intake again.  $1 intake, $2 viewer's party or null
select sender, party, content_type, name, bytes, status, new_events, format, kept
from intake
where id = $1::uuid and ($2::text is null or party = $2)

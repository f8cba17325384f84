-- What is needed to decode an intake again.  $1 intake
select sender, party, content_type, name, bytes, status, new_events, format, kept from intake where id = $1::uuid

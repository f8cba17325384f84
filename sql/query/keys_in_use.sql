-- Whether a key was ever made, and which of these are in use.  $1 ids uuid[]
select exists (select from api_key), array(select id from api_key where id = any ($1::uuid[]) and revoked is null)

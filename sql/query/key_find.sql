-- The key of a secret, unless it is revoked.  $1 sha256 of the secret
select name, role, party, id from api_key where hash = $1::bytea and revoked is null

-- $1 name
update api_key set revoked = now() where name = $1 and revoked is null

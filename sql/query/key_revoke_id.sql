-- $1 id
update api_key set revoked = now() where id = $1::uuid and revoked is null
returning to_char(revoked at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')

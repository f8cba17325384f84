-- Every key, oldest first.  Times in UTC.
select name, role, party, to_char(created at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
	to_char(revoked at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), id
from api_key
order by created, name

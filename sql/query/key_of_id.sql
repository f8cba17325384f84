-- A key, and whether other keys are in use, and among them one that may see to the keys.  $1 id
select k.name, k.role, k.party, to_char(k.revoked at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
	exists (select from api_key o where o.revoked is null and o.id <> k.id),
	exists (select from api_key o where o.revoked is null and o.id <> k.id and o.role = 'operator' and o.party is null)
from api_key k
where k.id = $1::uuid

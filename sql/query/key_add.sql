-- $1 id, $2 name, $3 role, $4 party, $5 sha256 of the secret
with party_known as (
	insert into party (name) select $4::text where $4::text is not null on conflict do nothing
)
insert into api_key (id, name, role, party, hash) values ($1::uuid, $2, $3, $4, $5::bytea)

-- Who delivered an event: the party of the key it came with; null: the hub itself (no key, a key without a party, an import).
-- A party sees what it delivered, and what the hub has granted it wholly; it takes back what it delivered.  Events that parties
-- delivered before this keep the ids they have: ids have told parties apart only since.
alter table event add party text collate "C";
update event e set party = i.party from intake i where i.id = e.intake and i.party is not null;

alter table access add scope text not null default 'own' check (scope in ('own', 'all'));
comment on column access.scope is 'own: what the party itself told of the subject; all: whatever anybody told';

-- The runtime role reads what is ours, named table by table: the spine granted it every table that stood in the schema, a
-- neighbour's in a shared database too.  What no statement needs it loses.
do $$
declare
	stranger regclass;
begin
	for stranger in
		select c.oid
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
			and exists (select from aclexplode(c.relacl) a where a.grantee = 'landbridge_runtime'::regrole)
			and c.relname not in ('schema_version', 'intake', 'intake_chunk', 'intake_part', 'message', 'event', 'event_reference', 'document',
				'consignment', 'container', 'journey', 'transport', 'transport_call', 'place', 'facility', 'place_code', 'hub', 'party',
				'access', 'api_key', 'setting', 'status_code', 'transport_service')
	loop
		execute format('revoke select on %s from landbridge_runtime', stranger);
	end loop;
end $$;
revoke delete on intake_part, setting from landbridge_runtime;
revoke update on transport from landbridge_runtime;

-- A name is free again once its key is revoked; whoever has it next is the same sender.
alter table api_key drop constraint api_key_name_key;
create unique index api_key_in_use on api_key (name) where revoked is null;

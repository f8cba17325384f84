-- Who delivered an event: the party of the key it came with; null: the hub itself (no key, a key without a party, an import).
-- A party sees what it delivered, and what the hub has granted it wholly; it takes back what it delivered.  Events that parties
-- delivered before this keep the ids they have: ids have told parties apart only since.
alter table event add party text collate "C";
update event e set party = i.party from intake i where i.id = e.intake and i.party is not null;

alter table access add scope text not null default 'own' check (scope in ('own', 'all'));
comment on column access.scope is 'own: what the party itself told of the subject; all: whatever anybody told';

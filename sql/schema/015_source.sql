-- min_reader: 1
-- Who speaks: the role of a partner, and of every event what its sender is (src/record/source.h).
alter table partner add role text check (role in ('terminal', 'railway', 'customs', 'carrier', 'forwarder', 'tracker', 'person'));
comment on column partner.role is 'what it is; null: as the types of its messages say';
alter table event add source smallint not null default 0;
comment on column event.source is '0 unknown, 1 terminal, 2 railway, 3 customs, 4 carrier, 5 forwarder, 6 tracker, 7 person; no part of the id';
-- Those from before this: as src/record/source.def has it, no partner had a role.
update event e
set source = case
	when m.type in ('CODECO', 'COARRI', 'COEDOR', 'VERMAS', 'YARD-STOCK') then 1
	when m.type = 'CUSTOMS' then 3
	when m.type in ('BAPLIE', 'COPRAR', 'COPARN', 'IFTSAI', 'IFTMIN', 'IFCSUM') or m.format = 'DCSA' then 4
	when m.type = 'IFTSTA' then 5
	when m.format = 'TRACCAR' then 6
	else 2 end
from message m
where m.intake = e.intake and m.line = e.message
	and (m.format in ('DCSA', 'TGNL', 'TAF', 'SHEET', 'TRACCAR')
		or m.type in ('CODECO', 'COARRI', 'COEDOR', 'VERMAS', 'BAPLIE', 'COPRAR', 'COPARN', 'IFTSAI', 'IFTMIN', 'IFCSUM', 'IFTSTA'));

-- Of a journey, what tells whether a later event can be taken in without the others (src/domain/fact.h).  Null: not known, it is folded from
-- all of its events.
alter table journey add run_since timestamptz, add run_until timestamptz, add run_codes int;
grant update (source) on event to landbridge_runtime;

-- min_reader: 1
-- Terms of free time as the hub keeps them: append-only.  What holds at a time is each name's latest row set by then; a dropped one is no term.
create table term (
	name text collate "C" not null,
	recorded timestamptz not null default clock_timestamp(),
	place text collate "C" not null,         -- its code
	dropped boolean not null default false,
	told text not null,                      -- JSON as it is answered: kind, place, facility, party, size, load, freeDays, days, rates ...
	set_by text not null,
	primary key (name, recorded)
);
create index term_place on term (place, name);
grant select, insert on term to landbridge_runtime;

-- Empties as stock.
create index journey_empty on journey (place, container) where open and load_state = 1;

-- min_reader: 1
-- Records that the hub keeps by name: routes, transfers, restrictions.  Append-only, as terms are: what holds at a time is each name's latest row
-- set by then; a dropped one is none.
create table standing (
	kind text collate "C" not null,          -- route, transfer, restriction
	name text collate "C" not null,
	recorded timestamptz not null default clock_timestamp(),
	places text[] collate "C" not null,      -- codes of all that it is about
	dropped boolean not null default false,
	told text not null,                      -- JSON as it is answered
	set_by text not null,
	primary key (kind, name, recorded)
);
create index standing_place on standing using gin (places);
grant select, insert on standing to landbridge_runtime;

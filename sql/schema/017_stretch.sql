-- min_reader: 1
-- How long stretches took: a cache of the pure fold (domain/stretch.h), a row a stretch and week in which it was begun.
create table stretch_week (
	kind text collate "C" not null,          -- word of domain/stretch.def
	origin text collate "C" not null,        -- complex or place, '' in a pool; who told of what was to come
	target text collate "C" not null,
	mode smallint not null,
	direction text collate "C" not null,     -- at a border CN-KZ, in a pool the countries, else ''
	week int not null,                       -- since the first Monday before 1970
	tally bytea not null,                    -- domain/tally.h
	changed timestamptz not null default now(),
	primary key (kind, origin, target, mode, direction, week)
);

grant select, insert, update, delete on stretch_week to landbridge_runtime;

-- min_reader: 1
-- Rail.  Caches of pure folds, made anew with the journeys in the transaction of the events, and the names of trains.

-- On what a box rides: from its own events (domain/ride.h).  Asked by wagon or train for who must be folded again.
create table ride (
	container text collate "C" not null,
	line smallint not null,              -- 0, 1, 2 ... in order of time; at most 64 a box (its last)
	wagon text collate "C",              -- 94312071, digits alone; null: only the train is known
	train text collate "C",              -- key of the dated transport, or null
	place text,                          -- on the wagon: 1x40, 2x20:1 ...
	since timestamptz not null,
	until timestamptz,                   -- null: still
	classifier smallint not null,        -- ACT or PLN (a plan never ends an actual one)
	primary key (container, line)
);
create index ride_wagon on ride (wagon, since) where wagon is not null;
create index ride_train on ride (train) where train is not null;

-- Wagons in trains: from the wagon's own events.
create table consist (
	wagon text collate "C" not null,
	line smallint not null,
	train text collate "C" not null,
	place smallint,                      -- 1, 2 ... from the head; null: not said
	since timestamptz not null,
	until timestamptz,
	classifier smallint not null,
	primary key (wagon, line)
);
create index consist_train on consist (train, place);

-- What is known of a wagon: the fold of the events of WAGON:number.
create table wagon (
	number text collate "C" primary key,
	system smallint not null,            -- uic cis cr; 3: none of them
	number_failed boolean not null,
	gauge smallint,                      -- 1435 1520; null: not known
	type text,                           -- X70, 13-9004
	place text collate "C",
	place_text text,
	code text,
	since timestamptz,
	since_offset int not null default 0,
	since_precision smallint not null default 0,
	since_zone_source smallint not null default 0,
	train text collate "C",              -- it is in now
	event uuid,
	changed timestamptz not null default now()
);
create index wagon_place on wagon (place, number) where place is not null;

-- Names of trains, as told: append-only, never updated, so order does not matter.
create table train_name (
	name text collate "C" not null,      -- as it is looked for: 70850421301, X8155, 41020
	kind smallint not null,              -- number index programme taf (domain/train.def)
	train text collate "C" not null,     -- key of the dated transport that it was told with
	day date not null,                   -- of departure or formation
	railway text collate "C" not null default '', -- UIC number of the railway, or the carrier; '': not said
	told text collate "C" not null,      -- as written
	primary key (name, kind, train, railway, told)
);
create index train_name_train on train_name (train);

-- One change of gauge: two halves, each perhaps missing (domain/gauge.h).
create table gauge_change (
	container text collate "C" not null,
	line smallint not null,
	complex text collate "C" not null,   -- word of the border complex, else the place's code
	place text collate "C" not null,     -- where the second half was, else the first
	off_wagon text,
	off_at timestamptz,
	off_event uuid,
	on_wagon text,
	on_at timestamptz,
	on_event uuid,
	from_gauge smallint,
	to_gauge smallint,
	kind smallint not null,              -- lift bogie variable unknown
	act text,
	at timestamptz not null,             -- of the second half, else the first: for the list
	primary key (container, line)
);
create index gauge_change_at on gauge_change (complex, at desc);

-- Boxes whose journey is older than what their wagon or train has told: they are folded anew.
create table refold_due (
	container text collate "C" primary key,
	since timestamptz not null default now()
);
insert into refold_due (container)
select distinct subject from event
where subject_kind = 0 and mode = 2 and (wagon is not null or transport like 'TRAIN:%');

create index event_handover on event (place, happened) where code = 'HAND' and subject_kind < 3;  -- handovers are a query

grant select, insert, delete on ride, consist, gauge_change, refold_due to landbridge_runtime;
grant select, insert, update on wagon to landbridge_runtime;
grant select, insert on train_name to landbridge_runtime;

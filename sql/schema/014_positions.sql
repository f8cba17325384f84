-- min_reader: 1
-- Trackers and electronic locks.  What they tell is append-only; on what they are is told apart from it, so that what comes late stands
-- where its device was then.

create table tracker (                       -- a device that somebody has told something of
	device text collate "C" primary key,
	title text not null default '',
	datum text check (datum in ('WGS-84', 'GCJ-02', 'BD-09')),   -- of what it sends; null: as its partner's, else WGS-84
	set_by text not null,
	changed timestamptz not null default now()
);
create table tracker_on (                    -- on what it is from then on, until `until` or the next of these
	device text collate "C" not null references tracker on delete cascade,
	since timestamptz not null,
	subject text collate "C",                -- container number, WAGON:number or TRAIN:key; null: on nothing
	until timestamptz,                       -- null: not said
	set_by text not null,
	changed timestamptz not null default now(),
	primary key (device, since)
);
create index tracker_on_subject on tracker_on (subject, since) where subject is not null;

create table position (
	device text collate "C" not null,
	at timestamptz not null,                 -- of the fix
	hash bytea not null,                     -- sha256, 16 bytes, of all that was told of it and by which party: the same twice is one row
	lat int not null, lon int not null,      -- as given, millionths of a degree
	datum text,                              -- as told; null: not told
	speed int, course int, accuracy int, battery int,   -- metres an hour, degrees, metres, per cent
	locked boolean, door boolean, alarm text,
	outdated boolean not null,               -- told again: no newer fix
	held text,                               -- why it stands in no track, by itself (record/position.def)
	partner text, party text,
	intake uuid not null, message int not null,
	received timestamptz,
	primary key (device, at, hash)
);
create index position_track on position (device, at desc) where held is null;

grant select, insert, update, delete on tracker, tracker_on to landbridge_runtime;
grant select, insert on position to landbridge_runtime;

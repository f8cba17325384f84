-- min_reader: 1
-- What boxes' journeys come to and what is wrong with them: caches of pure folds (domain/trips.h, itinerary.h, exception.h), made by the judge,
-- which follows the feed of events and the clock; nothing waits for it when a message comes in.

create table judge (                         -- how far the feed was judged: one row
	one boolean primary key default true check (one),
	xid xid8 not null default '0',
	line int not null default -1
);
insert into judge default values;
create table box_due (                       -- boxes to be judged, and when: of which something was told, or that time alone changes
	container text collate "C" primary key,
	at timestamptz not null
);
create index box_due_at on box_due (at);
create table carried (                       -- on which dated transports a box is, was or is to be, on a trip that is not over
	transport text collate "C" not null,
	container text collate "C" not null,
	primary key (transport, container)
);
create index carried_container on carried (container);

create table trip (                          -- the trips of a box
	container text collate "C" not null,
	number smallint not null,                -- 1, 2 ... in order of time
	id uuid not null,                        -- of the first event in it
	arrangement smallint not null,           -- - line shipper railway one-way
	status text not null,
	ended smallint not null,                 -- - returned delivered stripped next said
	opened timestamptz, closed timestamptz,
	origin text, destination text collate "C", deadline timestamptz,
	routing smallint not null,               -- not-routed routed misrouted
	next_code text, next_place text, next_due timestamptz,
	arrives timestamptz,                     -- at the end of its last leg, as far as is known
	primary key (container, number)
);
create index trip_bound on trip (destination, container) where ended = 0;

create table alert (                         -- one a cause, with its boxes
	id uuid primary key default gen_random_uuid(),
	code text collate "C" not null,          -- src/domain/exception.def
	cause_kind smallint not null,            -- container transport border source
	cause text collate "C" not null,
	opened timestamptz not null default now(),
	closed timestamptz,
	owner text, due timestamptz,             -- who sees to it, until when
	acknowledged timestamptz, snoozed timestamptz,
	false_because text,                      -- it was none
	changed timestamptz not null default now()
);
create unique index alert_open on alert (code, cause_kind, cause) where closed is null;
create index alert_opened on alert (opened desc, id);
create table alert_box (
	alert uuid not null,
	container text collate "C" not null,
	trip uuid not null,
	since timestamptz not null,              -- when it came true
	place text collate "C",
	seconds bigint not null,                 -- too late by what was said; 0: it has no such measure
	event uuid,                              -- because of which
	late boolean not null,                   -- that was told more than a day after it came true
	opened timestamptz not null default now(),
	closed timestamptz,
	primary key (alert, container)
);
create index alert_box_open on alert_box (container) where closed is null;
create table alert_step (                    -- what people did about it: append-only
	alert uuid not null,
	at timestamptz not null default clock_timestamp(),
	who text not null,
	step text not null,                      -- acknowledge assign snooze false reopen note
	detail text,
	primary key (alert, at, who, step)
);

grant select, update on judge to landbridge_runtime;
grant select, insert, update, delete on box_due to landbridge_runtime;
grant select, insert, delete on carried, trip to landbridge_runtime;
grant select, insert, update on alert, alert_box to landbridge_runtime;
grant select, insert on alert_step to landbridge_runtime;

-- The spine: what came in, what it said, where every box is.
-- Enumerations are smallints in the order of the program's enums (src/record/event.h), told in the comments.
-- Keys compare as bytes (collate "C"), whatever the database's locale.  Tables whose name a user would look up stand first; the runtime role gets exactly what the daemon needs at the end.

create table schema_version (
	number int primary key,
	name text not null,
	applied timestamptz not null default now(),
	min_reader int not null
);

-- Intake: bytes as received.  One row a delivery; a duplicate delivery adds none.
create table intake (
	id uuid primary key,
	sha256 bytea not null,
	sender text not null,          -- who delivered it: a key's name, or 'local'
	party text,                    -- the party of that key; null: the hub itself
	channel text not null,         -- post, import, replay
	format text,                   -- EDIFACT ...; null: not recognised
	content_type text,
	name text,                     -- of the file, where there was one
	bytes bigint not null,
	received timestamptz not null default now(),
	status text not null,          -- importing, accepted, accepted-with-warnings, rejected
	messages int not null default 0,
	events int not null default 0,
	new_events int not null default 0,
	receipt text,                  -- as answered, JSON
	xid xid8 not null default pg_current_xact_id()
);
-- The same bytes of the same sender count once, unless they were refused.
create unique index intake_once on intake (sender, sha256) where status <> 'rejected';
create index intake_received on intake (received, id);

create table intake_chunk (
	intake uuid not null,
	line int not null,             -- 0, 1, 2 ...: pieces of 1 MB at most
	bytes bytea not null,
	primary key (intake, line)
);
alter table intake_chunk alter bytes set compression lz4;

-- Parts of an import that are committed: the import resumes behind the last one of an unbroken row.
create table intake_part (
	intake uuid not null,
	line int not null,             -- 0, 1, 2 ...
	until_offset bigint not null,  -- bytes of the intake that are done
	state text not null,           -- what the decoder needs to go on from there
	messages int not null,         -- decoded in this part, and of them refused
	rejected int not null,
	warned int not null,
	events int not null,
	new_events int not null,
	diagnostics text not null,     -- of no message: JSON objects with commas between
	warns boolean not null,        -- one of those is a warning or worse
	primary key (intake, line)
);

create table message (
	intake uuid not null,
	line int not null,             -- 1, 2, 3 ... in the intake
	format text not null,
	type text not null,            -- CODECO
	directory text,
	reference text,
	document text,
	sender text,                   -- who made it: NAD+MS or UNB
	recipient text,
	said timestamptz,
	function smallint not null,    -- original cancel add change replace
	status text not null,          -- accepted accepted-with-warnings rejected
	events int not null,
	new_events int not null,
	byte_offset bigint not null,
	byte_length bigint not null,
	diagnostics text not null,     -- JSON array
	xid xid8 not null default pg_current_xact_id(),
	primary key (intake, line)
);
create index message_xid on message (xid, intake, line);

-- Event: an observation, immutable.
create table event (
	id uuid not null,
	subject text collate "C" not null,
	xid xid8 not null default pg_current_xact_id(),
	recorded timestamptz not null default now(),
	happened timestamptz,
	said timestamptz,
	line int not null,             -- order within its transaction
	happened_offset int not null,  -- seconds east of UTC
	message int not null,          -- line of its message in its intake
	subject_kind smallint not null, -- container transport document
	type smallint not null,        -- EQUIPMENT TRANSPORT SHIPMENT
	classifier smallint not null,  -- ACT EST PLN
	precision smallint not null,   -- second minute hour day
	zone_source smallint not null, -- message sender place country nobody
	mode smallint not null,        -- - VESSEL RAIL TRUCK BARGE AIR MULTIMODAL
	load_state smallint not null,  -- - EMPTY LADEN
	function smallint not null,    -- original cancel add change replace
	number_failed boolean not null,
	intake uuid not null,
	code text not null,
	happened_text text,
	sender text not null,
	document text,
	place text collate "C",
	place_text text,
	facility text,
	facility_list text,
	transport text,                -- key of the dated transport
	call text collate "C",         -- transport call: transport @ place
	imo text,
	call_sign text,
	vehicle text,                  -- vessel's name, train's number
	wagon text,
	voyage text,
	carrier text,
	size_type text,
	movement text,
	operator_code text,
	load_place text,
	discharge_place text,
	destination text,
	stowage text,
	refs text[],                   -- KIND:VALUE
	seals text[],
	measures text[],
	remarks text[],
	dcsa text,                     -- the members of the DCSA 2.2 event that never change, JSON without braces; null: 2.2 cannot say it
	primary key (id, subject)
) with (fillfactor = 100);
create index event_subject on event (subject, happened);
create index event_feed on event (xid, line);
create index event_recorded on event using brin (recorded);
create index event_call on event (call) where call is not null;
create index event_place on event (place, xid, line) where place is not null;

create table event_reference (
	kind text collate "C" not null,
	value text collate "C" not null,
	event uuid not null,
	subject text collate "C" not null,
	primary key (kind, value, event, subject)
);

-- What a batch of events is handed over as: one array of these, in this order.
create type event_in as (
	id uuid, subject text, happened timestamptz, said timestamptz, line int, happened_offset int, message int,
	subject_kind smallint, type smallint, classifier smallint, "precision" smallint, zone_source smallint, mode smallint,
	load_state smallint, function smallint, number_failed boolean,
	code text, happened_text text, sender text, document text, place text, place_text text, facility text, facility_list text,
	transport text, call text, imo text, call_sign text, vehicle text, wagon text, voyage text, carrier text, size_type text, movement text,
	operator_code text, load_place text, discharge_place text, destination text, stowage text,
	refs text[], seals text[], measures text[], remarks text[], dcsa text
);

-- The same for messages, and for the journeys that a batch leaves behind.
create type message_in as (
	line int, format text, type text, directory text, reference text, document text, sender text, recipient text,
	said timestamptz, function smallint, status text, events int, new_events int, byte_offset bigint, byte_length bigint,
	diagnostics text
);
create type journey_in as (
	container text, number int, status text, place text, place_text text, facility text, facility_list text,
	transport text, mode smallint, vehicle text, wagon text, voyage text, load_state smallint, size_type text,
	number_failed boolean, code text, classifier smallint, since timestamptz, since_offset int, since_precision smallint,
	since_zone_source smallint, said timestamptz, event uuid, voids boolean
);

-- Thin while they hold no more than the references say.
create view document as
	select distinct kind, value from event_reference;
create view consignment as
	select kind, value, subject as container, count(*) as events from event_reference group by kind, value, subject;

create table container (
	number text collate "C" primary key,
	number_failed boolean not null,  -- the check digit does not hold
	size_type text,
	arrangement text                 -- line, shipper, railway, one-way; null: not known
) with (fillfactor = 90);

-- One open journey a box; its state is a cache of the fold over the box's events.
create table journey (
	container text collate "C" not null,
	number int not null default 1,   -- 1, 2, 3 ... of this container
	open boolean not null default true,
	status text not null,            -- see src/domain/journey.def
	place text collate "C", place_text text, facility text, facility_list text,
	transport text, mode smallint not null, vehicle text, wagon text, voyage text,
	load_state smallint not null,
	size_type text,
	number_failed boolean not null,
	code text, classifier smallint not null,
	since timestamptz, since_offset int not null, since_precision smallint not null, since_zone_source smallint not null,
	said timestamptz,
	event uuid,                      -- the last fact
	voids boolean not null default false, -- some of its events cancel or replace others: fold from all of them
	changed timestamptz not null default now(),
	primary key (container, number)
) with (fillfactor = 80);
create index journey_place on journey (place, container) where open;
create index journey_status on journey (status, container) where open;

create table transport (
	key text collate "C" primary key,
	mode smallint not null,
	imo text, call_sign text, name text, voyage text, carrier text
);
create table transport_call (
	key text collate "C" primary key, -- transport @ place
	transport text not null,
	place text not null
);

-- Places and their codes.
create table place (
	code text collate "C" primary key,
	name_en text not null, name_zh text, name_ru text,
	country text not null,
	lat int, lon int,                -- millionths of a degree
	zone text, kinds text not null default '', gauges text, complex text,
	source text not null             -- landbridge, locode, user
);
create index place_complex on place (complex) where complex is not null;
create table facility (
	place text not null, list text not null, code text not null,
	name_en text, name_zh text, name_ru text, lat int, lon int, type text, source text not null,
	primary key (place, list, code)
);
create table place_code (
	system text not null, code text not null, place text not null,
	primary key (system, code, place)
);
create view hub as select * from place where kinds ~ '\mhub\M';

-- Who may see what.  A party sees the subjects it has access to; no party (the hub itself) sees all.
create table party (
	name text primary key,
	created timestamptz not null default now()
);
create table access (
	party text collate "C" not null,
	subject text collate "C" not null,
	primary key (party, subject)
);

create table api_key (
	id uuid primary key,
	name text not null unique,
	role text not null check (role in ('reader', 'sender', 'operator')),
	party text,
	hash bytea not null unique,      -- sha256 of the secret; the secret itself is nowhere
	created timestamptz not null default now(),
	revoked timestamptz
);

create table setting (
	name text primary key,
	value text not null
);

do $$
begin
	if not exists (select from pg_roles where rolname = 'landbridge_runtime') then
		create role landbridge_runtime nologin;
	end if;
end $$;
grant usage on schema public to landbridge_runtime;
grant select on all tables in schema public to landbridge_runtime;
grant insert on intake, intake_chunk, intake_part, message, event, event_reference, container, journey, transport, transport_call,
	place, facility, place_code, party, access, api_key, setting to landbridge_runtime;
grant update on intake, container, journey, transport, place, facility, api_key, setting to landbridge_runtime;
grant update on message to landbridge_runtime;
grant delete on intake_part, setting to landbridge_runtime;

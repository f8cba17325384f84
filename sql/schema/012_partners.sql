-- min_reader: 1
-- Partners: who sends to us, what they are recognised by, how strictly their messages are read, and what their codes mean.
-- A partner's places stand in place_code (system: its name) and its statuses in status_code (sender: its name).
create table partner (
	name text collate "C" primary key,       -- also the sender of its rows in status_code and the system of those in place_code
	title text,
	strictness text not null default '{}',   -- JSON {"count-mismatch":"error","check-digit":"ignore"}: code of a diagnostic -> how severe it is
	zones text not null default '[]',        -- JSON [{"type":"CODECO","column":"","zone":"Asia/Almaty"}]; type and column may be ""
	acknowledge text not null default 'asked' check (acknowledge in ('never', 'asked', 'always')),
	contrl smallint not null default 3 check (contrl in (3, 4)),
	datum text not null default 'WGS-84' check (datum in ('WGS-84', 'GCJ-02', 'BD-09')),
	changed timestamptz not null default now()
);
create table partner_sign (                  -- how it is recognised: a sign is of one partner
	kind text collate "C" not null check (kind in ('key', 'unb', 'nad', 'mail', 'folder', 'device', 'header')),
	value text collate "C" not null,         -- A to Z in upper case
	partner text collate "C" not null references partner on delete cascade,
	primary key (kind, value)
);
create index partner_sign_partner on partner_sign (partner);
create table partner_code (                  -- what is neither place nor status
	partner text collate "C" not null references partner on delete cascade,
	list text collate "C" not null,          -- src/record/code_list.def
	code text collate "C" not null,          -- as code_loosely makes it
	meaning text not null,
	primary key (partner, list, code)
);
create table unknown_code (                  -- codes that nobody mapped, a row a delivery: no two deliveries wait for each other, a replay counts once
	partner text collate "C" not null,       -- its name, or the sender as written where none is recognised
	list text collate "C" not null,
	code text collate "C" not null,
	intake uuid not null,
	times int not null,
	sample text,                             -- as written, and where: "17:D шахта"
	primary key (partner, list, code, intake)
);
create table sheet_profile (
	name text collate "C" primary key,       -- one of the program's own by the same name gives way to the row
	partner text collate "C",                -- null: everybody's
	kind text not null,
	profile text not null,                   -- JSON (src/wire/sheet/profile.h)
	changed timestamptz not null default now()
);
create table acknowledgement (               -- as answered: asking again gives the same bytes
	intake uuid not null,
	line smallint not null,
	version smallint not null,
	bytes bytea not null,
	primary key (intake, line)
);
grant select, insert, update, delete on partner, partner_sign, partner_code, sheet_profile to landbridge_runtime;
create index unknown_code_intake on unknown_code (intake);
grant select, insert, update, delete on unknown_code to landbridge_runtime;
-- What is understood later of an event (sql/query/events_mend.sql); what was said of it never changes.
grant update (place, place_text, facility, facility_list, happened, happened_offset, zone_source, said, said_offset, call, load_place,
	discharge_place, destination, dcsa, xid, line) on event to landbridge_runtime;
grant select, insert on acknowledgement to landbridge_runtime;
grant delete on place_code, status_code to landbridge_runtime; -- of a partner's own maps; sql/query/partner_codes_drop.sql names the partner

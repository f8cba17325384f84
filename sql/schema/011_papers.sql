-- min_reader: 1
-- A paper as somebody told of it: append-only.  What holds is the latest word by (said, hash), cancelled where its function says so.
create table paper (
	kind text collate "C" not null,      -- SMGS CIM CIM-SMGS GU-23 GU-22 GU-45 TRANSFER-LIST RELEASE MANIFEST T1 TIR ... (record/paper.def)
	number text collate "C" not null,    -- as looked for (codes/code.h: code_loosely)
	hash bytea not null,                 -- sha256, 16 bytes, of all that was told: the same word twice is one row
	written text not null,               -- number as received
	sender text not null, party text, said timestamptz, function smallint not null,
	issued timestamptz, place text, railway text, reason text,
	replaces_kind text collate "C", replaces text collate "C",   -- re-consignment SMGS -> CIM: the note before, as looked for
	detail text not null,                -- JSON object of what has no column: consignor, consignee, stations, goods, weight, wagons, containers, seals
	intake uuid not null, message int not null,
	recorded timestamptz not null default now(), xid xid8 not null default pg_current_xact_id(),
	primary key (kind, number, hash)
);
create index paper_xid on paper (xid);
create index paper_replaces on paper (replaces_kind, replaces) where replaces is not null;
create table paper_of (                      -- which boxes and wagons it covers: n:m
	kind text collate "C" not null, number text collate "C" not null, subject text collate "C" not null,  -- container number or WAGON:...
	primary key (kind, number, subject)
);
create index paper_of_subject on paper_of (subject);
grant select, insert on paper, paper_of to landbridge_runtime;

-- min_reader: 1
-- What a partner's status codes mean (IFTSTA), beside the meanings that are built in (data/status_codes.csv).
create table status_code (
	sender text collate "C" not null,   -- '': everybody
	list text collate "C" not null,     -- who keeps the code: UN, an agency (3055), a list (1131); '': any list of that sender
	status text collate "C" not null,
	event text,                         -- null: it moves nothing
	classifier smallint not null,       -- ACT EST PLN
	mode smallint not null,             -- - VESSEL RAIL TRUCK BARGE AIR MULTIMODAL
	load_state smallint not null,       -- - EMPTY LADEN
	name text,
	source text not null,
	primary key (sender, list, status)
);
grant select, insert, update on status_code to landbridge_runtime;

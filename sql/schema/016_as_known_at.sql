-- min_reader: 1
-- "As known at T": every statement that reads can be answered from what was recorded by T.  The transaction that asks so says T in
-- landbridge.as_of and looks into the schema landbridge_as_of first: there the tables stand as they did at T, under their own names.  What is
-- only a cache of a fold (journey, ride, consist, wagon, gauge_change) the asker folds anew and puts into a setting, which its name there reads.

-- What an event was understood as until it was mended or unsaid: whole rows, so that they are found by the same conditions as events.
create table event_was (
	gone timestamptz not null,     -- when another understanding took its place
	like event
);
-- In step: `mended` is since when a row is understood as it says; null: from the beginning.
alter table event add mended timestamptz;
alter table event_was add mended timestamptz;
alter table event_was add primary key (id, subject, gone);
create index event_was_subject on event_was (subject, xid, line);
create index event_was_place on event_was (place, happened) where place is not null;
create index event_was_call on event_was (call) where call is not null;
create index event_was_transport on event_was (transport) where transport is not null;
create index event_was_booking on event_was (booking) where booking is not null;
create index event_was_bill on event_was (bill) where bill is not null;
create index event_was_imo on event_was (imo, xid, line) where imo is not null;

-- Whatever changes an event, a statement of today's program or of yesterday's: what it was stays.  What one transaction wrote and changed
-- itself nobody has seen otherwise.
create function event_keep() returns trigger language plpgsql as $$
begin
	if old.recorded < now() and (old.mended is null or old.mended < now()) then
		insert into event_was select now(), old.*;
		new.mended := now();
	end if;
	return new;
end $$;
create trigger event_keep before update on event for each row execute function event_keep();

-- A message that is decoded again takes a new verdict.
create table message_was (
	intake uuid not null,
	line int not null,
	gone timestamptz not null,
	status text not null,
	diagnostics text not null,
	primary key (intake, line, gone)
);
create function message_keep() returns trigger language plpgsql as $$
begin
	insert into message_was values (old.intake, old.line, now(), old.status, old.diagnostics) on conflict do nothing;
	return null;
end $$;
create trigger message_keep after update on message for each row
	when ((old.status, old.diagnostics) is distinct from (new.status, new.diagnostics)) execute function message_keep();

-- On what a device was said to be.
create table tracker_on_was (
	gone timestamptz not null,
	like tracker_on,
	primary key (device, since, gone)
);
create index tracker_on_was_subject on tracker_on_was (subject, since) where subject is not null;
create function tracker_on_keep() returns trigger language plpgsql as $$
begin
	if old.changed < now() then
		insert into tracker_on_was select now(), old.* on conflict do nothing;
	end if;
	return null;
end $$;
create trigger tracker_on_keep after update or delete on tracker_on for each row execute function tracker_on_keep();

-- When it was learnt; null: before this migration, for ever so long (of positions: with their delivery).
alter table paper_of add recorded timestamptz;
alter table paper_of alter recorded set default now();
alter table train_name add recorded timestamptz;
alter table train_name alter recorded set default now();
alter table position add recorded timestamptz;
alter table position alter recorded set default now();

-- Who was at a place, and what was told of a transport, also of events that DCSA 2.2 cannot say: those that it can say are found by
-- event_place and event_call.
create index event_place_else on event (place, subject) where place is not null and dcsa is null and subject_kind < 2;
create index event_transport_else on event (transport, subject)
	where transport is not null and (dcsa is null or call is null) and subject_kind < 2;

-- Wagons that were ever told of; the name wagon stands for those that were folded, where it is asked what was known.
create view every_wagon as select number from wagon;
grant select on every_wagon to landbridge_runtime;

-- Adds to what a setting has: both are arrays as text, none of no elements but the setting's own beginning.
create function as_of_add(name text, more text) returns text language sql as $$
	select set_config(name, case current_setting(name) when '{}' then more else left(current_setting(name), -1) || ',' || substr(more, 2) end, true)
$$;

create schema landbridge_as_of;

-- The tables as they stood.  A migration that adds a column to one of them (and to its ..._was, last) calls this again.
create function as_of_views() returns void language plpgsql as $$
declare
	t constant text := 'current_setting(''landbridge.as_of'')::timestamptz';
	listed text;
begin
	-- No condition within the union: so it is one with the statement around it, and each side is found by its own indexes.  Behind coalesce the
	-- moment itself drives nothing: an index on when events were recorded would be read as far as it goes.
	select string_agg(quote_ident(attname), ', ' order by attnum) into listed
	from pg_attribute where attrelid = 'event'::regclass and attnum > 0 and not attisdropped;
	execute format('create or replace view landbridge_as_of.event as select %s from (select *, null::timestamptz as gone from event
		union all select %s, gone from event_was) e
		where coalesce(mended, recorded) <= %s and coalesce(gone > %s, true)', listed, listed, t, t);
	execute format('create or replace view landbridge_as_of.tracker_on as select device, since, subject, until, set_by, changed
		from (select device, since, subject, until, set_by, changed, null::timestamptz as gone from tracker_on
			union all select device, since, subject, until, set_by, changed, gone from tracker_on_was) e
		where changed <= %s and coalesce(gone > %s, true)', t, t);

	select string_agg(case attname when 'status' then 'coalesce(w.status, m.status) as status'
		when 'diagnostics' then 'coalesce(w.diagnostics, m.diagnostics) as diagnostics' else 'm.' || quote_ident(attname) end, ', ' order by attnum)
	into listed
	from pg_attribute where attrelid = 'message'::regclass and attnum > 0 and not attisdropped;
	execute format('create or replace view landbridge_as_of.message as select %s from message m
		left join lateral (select * from message_was w where w.intake = m.intake and w.line = m.line and w.gone > %s order by w.gone limit 1) w
			on true', listed, t);
	execute format('create or replace view landbridge_as_of.paper as select * from paper where recorded <= %s', t);
	execute format('create or replace view landbridge_as_of.paper_of as select o.* from paper_of o where o.recorded <= %s
		or (o.recorded is null and exists (select from paper p where p.kind = o.kind and p.number = o.number and p.recorded <= %s))', t, t);
	execute format('create or replace view landbridge_as_of.train_name as select * from train_name where recorded is null or recorded <= %s', t);
	execute format('create or replace view landbridge_as_of.position as select p.* from position p where p.recorded <= %s
		or (p.recorded is null and exists (select from intake i where i.id = p.intake and i.received <= %s))', t, t);

	create or replace view landbridge_as_of.journey as select * from unnest(current_setting('landbridge.as_of_journey')::journey[]);
	create or replace view landbridge_as_of.ride as select * from unnest(current_setting('landbridge.as_of_ride')::ride[]);
	create or replace view landbridge_as_of.consist as select * from unnest(current_setting('landbridge.as_of_consist')::consist[]);
	create or replace view landbridge_as_of.wagon as select * from unnest(current_setting('landbridge.as_of_wagon')::wagon[]);
	create or replace view landbridge_as_of.gauge_change as select * from unnest(current_setting('landbridge.as_of_gauge_change')::gauge_change[]);
	grant select on all tables in schema landbridge_as_of to landbridge_runtime;
end $$;
select as_of_views();

grant usage on schema landbridge_as_of to landbridge_runtime;
grant select, insert on event_was, message_was, tracker_on_was to landbridge_runtime;

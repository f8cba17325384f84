-- Events by ship, voyage, service and paper, in the order of the feed, so that a page of them is a stretch of one index.
-- Container moves, which are nearly all that comes, have event_call changed, which holds the feed's order beside the call,
-- and those of ships event_ship.
drop index event_call;
create index event_call on event (call, xid, line) where call is not null;
-- A ship makes a hundred calls a year: their events one by one would be a hundred stretches.
create index event_ship on event (imo, xid, line) where imo is not null;

-- The booking and the transport document that an event is answered by stand in the event, so that a page of what one has is a stretch of one
-- index too, whether 2.2 can say it or not.  Others of an event, and those of events from before this, are in event_reference as everything
-- else that it refers to.
alter table event add booking text collate "C", add bill text collate "C";
alter type event_in add attribute booking text, add attribute bill text;
create index event_booking on event (booking, xid, line) where booking is not null and subject_kind < 3;
create index event_bill on event (bill, xid, line) where bill is not null and subject_kind < 3;
create or replace view document as
	select distinct kind, value from event_reference
	union
	select distinct 'BKG', booking from event where booking is not null and subject_kind < 3
	union
	select distinct 'TRD', bill from event where bill is not null and subject_kind < 3;
create or replace view consignment as
	select kind, value, subject as container, count(*) as events
	from (
		select kind, value, subject from event_reference
		union all
		select 'BKG', booking, subject from event where booking is not null and subject_kind < 3
		union all
		select 'TRD', bill, subject from event where bill is not null and subject_kind < 3
	) r
	group by kind, value, subject;

-- An event of another subject that refers to a container stands a second time under that container: subject_kind 3, a mention.  So all events
-- of a container are found by its number alone.  Whoever reads events by anything else leaves mentions out (subject_kind < 3).
comment on column event.subject_kind is '0 container, 1 transport, 2 document, 3 mention: the same event under a container that it refers to';

insert into event
	select x.*
	from event_reference r join event e on e.id = r.event and e.subject = r.subject
	cross join lateral jsonb_populate_record(e, jsonb_build_object('subject', r.value, 'subject_kind', 3)) x
	where r.kind = 'EQUIPMENT' and r.value <> r.subject
	on conflict do nothing;

-- What is rare among container moves (ships' calls, papers, seals, stuffing), by code, by place and by call.
-- Queries repeat the condition word for word.
create index event_rare on event (code, xid, line)
	where dcsa is not null and subject_kind < 3 and code not in ('DISC', 'GTIN', 'GTOT', 'LOAD');
create index event_rare_place on event (place, xid, line)
	where dcsa is not null and subject_kind < 3 and code not in ('DISC', 'GTIN', 'GTOT', 'LOAD') and place is not null;
create index event_rare_call on event (call, xid, line)
	where dcsa is not null and subject_kind < 3 and code not in ('DISC', 'GTIN', 'GTOT', 'LOAD') and call is not null;
-- Papers by their type: the subject is BKG:4006531400.
create index event_paper on event (split_part(subject, ':', 1), xid, line) where dcsa is not null and subject_kind = 2;
-- A short stretch of time is read from what was written then: that must be known soon after.
alter index event_recorded set (autosummarize = on);

create index transport_imo on transport (imo) where imo is not null;
create index transport_voyage on transport (upper(voyage)) where voyage is not null;
create index transport_call_transport on transport_call (transport collate "C"); -- as transport.key is

-- The services (a carrier's string or loop) that were said to make a call; carriers that share a ship have each their own.
create table transport_service (
	service text collate "C" not null,
	call text collate "C" not null,
	primary key (service, call)
);
grant select, insert on transport_service to landbridge_runtime;

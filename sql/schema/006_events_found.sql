-- Events as DCSA 2.2 tells them, by what they are asked for, in the order of the feed: a page is a stretch of one index, and nothing is
-- passed over on the way to it.  Queries repeat the condition word for word.
drop index event_feed;
create index event_feed on event (xid, line) where subject_kind < 3; -- DCSA 3.0 tells more
-- By code, by place, by call: a code that is rare there lies beside the others, not among them.  Who asks for many has a stretch of each.
create index event_code on event (code, xid, line) where dcsa is not null and subject_kind < 3;
drop index event_place;
create index event_place on event (place, code, xid, line) where place is not null and dcsa is not null and subject_kind < 3;
drop index event_call;
create index event_call on event (call, code, xid, line) where call is not null and dcsa is not null and subject_kind < 3;
-- A ship makes a hundred calls a year: its events one by one would be a hundred stretches.
create index event_ship on event (imo, xid, line) where imo is not null and dcsa is not null and subject_kind < 3;
-- What a party delivered, and what it was granted wholly: it reads no more than that.
create index event_party on event (party, code, xid, line) where party is not null and dcsa is not null and subject_kind < 3;
create index access_all on access (party, subject) where scope = 'all';

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

-- Papers by their type: the subject is BKG:4006531400.
create index event_paper on event (split_part(subject, ':', 1), code, xid, line) where dcsa is not null and subject_kind = 2;
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

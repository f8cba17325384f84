-- What DCSA is told of an event is taken back when the event turns out to be voided.
grant update (dcsa) on event to landbridge_runtime;

-- A box's events in the order of the feed: the look-up that is made most takes them as they stand, unsorted
-- (a fifth less work in PostgreSQL); who wants them by when they happened sorts the few there are.
create index event_of_subject on event (subject, xid, line);
drop index event_subject;

-- min_reader: 1
-- What ships and trains tell of themselves, by when: the network of routes goes by it.  Few of all events are in it.
create index event_calls on event (happened) where subject_kind = 1 and code in ('ARRI', 'DEPA') and subject not like 'WAGON:%';

-- min_reader: 1
-- What is expected at a place, and what ships and trains do there themselves, by when: the few events of a place that a hub's arrivals and
-- departures are made from.  Queries repeat the condition word for word.
create index event_expected on event (place, happened)
	where place is not null and (classifier <> 0 or subject_kind = 1) and subject_kind < 2;

-- min_reader: 1
-- What boxes take of the room of ships, trains and routes: caches of the judge's, for plans.
alter table carried add kg int not null default -1; -- with its cargo; -1: nobody told
grant update on carried to landbridge_runtime;
create table booked (                        -- legs of trips that are not over that are planned on a route, and not yet taken
	container text collate "C" not null,
	leg smallint not null,
	route text collate "C" not null,
	place text collate "C" not null,         -- where it is loaded
	day int not null,                        -- of the route's trip, since 1970-01-01; 0: not told
	departs timestamptz,                     -- as told
	transport text collate "C",              -- by which, where that is told
	kg int not null,                         -- -1: nobody told
	primary key (container, leg)
);
grant select, insert, update, delete on booked to landbridge_runtime;
insert into box_due (container, at) select distinct container, now() from trip where ended = 0 order by container on conflict (container) do update set at = least(box_due.at, excluded.at);

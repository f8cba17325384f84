-- min_reader: 1
-- What each box teaches of stretches (domain/lesson.h): stretch_week is the sum of it, and the judge counts out what a box taught before when
-- it counts in what it teaches now.  And what was estimated: a row when it moved; the latest of a goal stands.
create table box_lesson (
	container text collate "C" primary key,
	lessons text not null
);
create table estimate (
	container text collate "C" not null,
	trip uuid not null,
	goal smallint not null,                  -- arrival discharge available delivered
	at timestamptz not null,                 -- when it was made
	asked boolean not null,                  -- false: it lies not ahead any more
	likely timestamptz, "from" timestamptz, until timestamptz,  -- null: it cannot be estimated
	told text not null,                      -- the answer, JSON
	primary key (container, trip, goal, at)
);
create view landbridge_as_of.estimate as
select * from estimate where at <= current_setting('landbridge.as_of')::timestamptz;

-- All boxes teach anew: what was kept of weeks was in another form.
delete from stretch_week;
insert into box_due (container, at) select distinct container, now() from trip order by container on conflict do nothing;

grant select, insert, update, delete on box_lesson to landbridge_runtime;
grant select, insert, delete on estimate to landbridge_runtime;
grant select on landbridge_as_of.estimate to landbridge_runtime;

-- min_reader: 1
-- How estimates held is learned from what they were as added up (domain/eta_held.h): null in rows from before.
alter table estimate add added_from timestamptz, add added_until timestamptz;
create or replace view landbridge_as_of.estimate as
select * from estimate where at <= current_setting('landbridge.as_of')::timestamptz;

-- Of boxes long gone not all of them is kept.
grant delete on estimate to landbridge_runtime;

-- What was told ahead is learned by place, too: all boxes teach anew.
insert into box_due (container, at) select distinct container, now() from trip order by container on conflict do nothing;

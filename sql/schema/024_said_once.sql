-- min_reader: 1
-- What several statements ask alike, as views; and the same of what was known then (016).
do $$
declare
	home text;
begin
	foreach home in array '{public,landbridge_as_of}'::text[] loop
		-- Papers of which a party sees what others said too: it sees all of every box that they cover.
		execute format($view$
create view %1$I.paper_open with (security_invoker = true) as
select a.party, o.kind, o.number
from %1$I.paper_of o join access a on a.subject = o.subject and a.scope = 'all'
where o.subject !~ '^WAGON:'
	and not exists (select from %1$I.paper_of x where x.kind = o.kind and x.number = o.number and x.subject !~ '^WAGON:'
		and not exists (select from access y where y.party = a.party and y.subject = x.subject and y.scope = 'all'))
$view$, home);
		-- Trains that may be one: they bear an equal name of one kind, so many days apart.  How many days a kind holds, the asker says.
		execute format($view$
create view %1$I.train_akin with (security_invoker = true) as
select m.train, n.train as other, m.kind, abs(n.day - m.day) as apart
from %1$I.train_name m
join %1$I.train_name n on n.name = m.name and n.kind = m.kind and (n.railway = '' or m.railway = '' or n.railway = m.railway)
$view$, home);
	end loop;
end $$;
grant select on paper_open, train_akin, landbridge_as_of.paper_open, landbridge_as_of.train_akin to landbridge_runtime;

-- Journeys as lists tell them, of now and of then: what the judge keeps, which of then is folded anew as journeys are.
create view landbridge_as_of.trip as select * from unnest(current_setting('landbridge.as_of_trip')::trip[]);
do $$
declare
	home text;
begin
	foreach home in array '{public,landbridge_as_of}'::text[] loop
		execute format($view$
create view %1$I.trip_listed with (security_invoker = true) as
select t.container, t.number, t.id, t.arrangement, t.status, (extract(epoch from t.opened) * 1000000)::bigint as opened, t.origin, t.destination,
	(extract(epoch from t.deadline) * 1000000)::bigint as deadline, t.routing, t.next_code, t.next_place,
	(extract(epoch from t.next_due) * 1000000)::bigint as next_due, (extract(epoch from t.arrives) * 1000000)::bigint as arrives, j.place,
	coalesce(to_json(w.codes)::text, '[]') as exceptions, w.codes
from %1$I.trip t
left join %1$I.journey j on j.container = t.container and j.open
left join lateral (
	select array_agg(distinct a.code order by a.code) as codes
	from %1$I.alert_box b join %1$I.alert a on a.id = b.alert
	where b.container = t.container and b.closed is null and b.trip = t.id and a.closed is null
) w on true
where t.ended = 0
$view$, home);
	end loop;
end $$;
grant select on trip_listed, landbridge_as_of.trip, landbridge_as_of.trip_listed to landbridge_runtime;
-- Also of what has closed.
create index alert_box_container on alert_box (container);
drop index alert_box_open;
create index alert_box_was_container on alert_box_was (container);

-- Nothing was ever kept there: how a box travels is folded from what was told.
alter table container drop column arrangement;

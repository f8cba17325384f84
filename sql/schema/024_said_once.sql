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

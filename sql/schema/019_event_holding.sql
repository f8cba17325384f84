-- min_reader: 1
-- Events as they hold: without what says that another is withdrawn, and without what its sender withdrew or replaced under the same document,
-- by EDIFACT's functions (1, 3, 4; the latest said counts) or DCSA 3.0's (5, 6; of all under one id the latest counts, whatever it is about).
-- For a query's own conditions this is the table: its indexes serve them.
-- The same of what was known then (016).
do $$
declare
	home text;
begin
	foreach home in array '{public,landbridge_as_of}'::text[] loop
		execute format($view$
create view %1$I.event_holding with (security_invoker = true) as
select e.* from %1$I.event e
where e.function not in (1, 6)
	and not exists (select from %1$I.event o
		where o.subject = e.subject and o.subject_kind = e.subject_kind and o.function in (1, 3, 4) and o.sender = e.sender
			and o.party is not distinct from e.party and o.document = e.document and o.code = e.code and o.classifier = e.classifier
			and (coalesce(o.said, '-infinity'), o.id) > (coalesce(e.said, '-infinity'), e.id))
	and not exists (select from event_reference r join %1$I.event o on o.id = r.event and o.subject = r.subject
		where e.function >= 5 and r.kind = 'EVENT' and r.value = e.document and o.sender = e.sender
			and o.party is not distinct from e.party and o.function >= 5
			and (coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz), o.function, o.id)
				> (coalesce(e.said, '-infinity'), e.function, e.id))
$view$, home);
	end loop;
end $$;

grant select on event_holding, landbridge_as_of.event_holding to landbridge_runtime;

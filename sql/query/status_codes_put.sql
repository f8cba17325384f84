-- What status codes mean, as someone's list has it: the later list holds.  $1 source; $2 senders, $3 lists, $4 codes, $5 events,
-- $6 classifiers, $7 modes, $8 load states, $9 names
insert into status_code (sender, list, status, event, classifier, mode, load_state, name, source)
select distinct on (t.sender, t.list, t.status) t.sender, t.list, t.status, t.event, t.classifier, t.mode, t.load_state, t.name, $1
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::text[])
	with ordinality as t (sender, list, status, event, classifier, mode, load_state, name, line)
order by t.sender, t.list, t.status, t.line desc
on conflict (sender, list, status) do update
set event = excluded.event, classifier = excluded.classifier, mode = excluded.mode, load_state = excluded.load_state,
	name = excluded.name, source = excluded.source

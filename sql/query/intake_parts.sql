-- How far an import has come: the last part's line, offset and state, and the sums of all.  $1 intake
select p.line, p.until_offset, p.state, s.messages, s.rejected, s.warned, s.events, s.new_events, coalesce(s.diagnostics, ''), s.warns
from intake_part p,
	(select sum(messages) as messages, sum(rejected) as rejected, sum(warned) as warned, sum(events) as events, sum(new_events) as new_events,
		string_agg(nullif(diagnostics, ''), ',' order by line) as diagnostics, bool_or(warns) as warns
	from intake_part where intake = $1::uuid) s
where p.intake = $1::uuid
order by p.line desc
limit 1

-- binary
-- What is known of stretches since a week: which of those asked for (from 1), week, tally; by stretch and week.
-- $1 kinds, $2 origins, $3 targets, $4 modes (int), $5 directions, $6 week (from 0)
select asked.line::int, w.week, w.tally
from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[])
	with ordinality as asked (kind, origin, target, mode, direction, line)
join stretch_week w on w.kind = asked.kind and w.origin = asked.origin and w.target = asked.target and w.mode = asked.mode
	and w.direction = asked.direction and w.week >= $6::int
order by asked.line, w.week

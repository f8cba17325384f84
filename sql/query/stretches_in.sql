-- binary
-- What is known of stretches in a week: which of those asked for (from 1), tally.
-- $1 kinds, $2 origins, $3 targets, $4 modes (int), $5 directions, $6 weeks (int)
select asked.line::int, w.tally
from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::int[])
	with ordinality as asked (kind, origin, target, mode, direction, week, line)
join stretch_week w on w.kind = asked.kind and w.origin = asked.origin and w.target = asked.target and w.mode = asked.mode
	and w.direction = asked.direction and w.week = asked.week

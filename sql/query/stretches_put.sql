-- Weeks of stretches, each in place of what was known of it, in the order of their keys.
-- $1 kinds, $2 origins, $3 targets, $4 modes (int), $5 directions, $6 weeks (int), $7 tallies (bytea)
insert into stretch_week (kind, origin, target, mode, direction, week, tally)
select kind, origin, target, mode, direction, week, tally
from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::int[], $7::bytea[])
	as s (kind, origin, target, mode, direction, week, tally)
on conflict (kind, origin, target, mode, direction, week) do update set tally = excluded.tally, changed = now()
where stretch_week.tally <> excluded.tally

-- Estimates that were made.  $1 containers, $2 trips, $3 goals, $4 when, $5 asked (0, 1), $6 likely, $7 from, $8 until, $9 answers, $10 and $11 from
-- and until as added up
insert into estimate (container, trip, goal, at, asked, likely, "from", until, told, added_from, added_until)
select container, trip, goal, $4::timestamptz, asked = 1, likely, since, until, told, added_from, added_until
from unnest($1::text[], $2::uuid[], $3::int[], $5::int[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::timestamptz[],
	$11::timestamptz[]) as e (container, trip, goal, asked, likely, since, until, told, added_from, added_until)
on conflict do nothing

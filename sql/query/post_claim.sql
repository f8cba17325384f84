-- What a post begins with, in one trip: subjects_add, and the intake that holds the same bytes already, as intake_find gives it.
-- $1 numbers, $2 whether the check digit fails (int, 0 or 1); $3 sender, $4 sha256
with containers as (
	insert into container (number, number_failed)
	select number, failed <> 0 from unnest($1::text[], $2::int[]) as t (number, failed)
	on conflict do nothing
)
select id, status, messages, events, new_events, coalesce(receipt, '')
from intake
where sender = $3 and sha256 = $4::bytea and status <> 'rejected'

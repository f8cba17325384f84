-- What posts begin with, in one trip: subjects_add, and the intakes that hold the same bytes already, as intake_find gives them; last, which of
-- the posts (1, 2 ...) each stands for.
-- $1 numbers, $2 whether the check digit fails (int, 0 or 1), $3 size-types; $4 senders, $5 sha256 of the posts
with containers as (
	insert into container (number, number_failed, size_type)
	select number, failed <> 0, size_type from unnest($1::text[], $2::int[], $3::text[]) as t (number, failed, size_type)
	on conflict do nothing
)
select i.*, post.line
from unnest($4::text[], $5::bytea[]) with ordinality as post (sender, sha256, line)
cross join lateral (
	select id, status, messages, events, new_events, coalesce(receipt, '')
	from intake
	where sender = post.sender and sha256 = post.sha256 and status <> 'rejected'
	limit 1
) i

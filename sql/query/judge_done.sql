-- Boxes that were judged: when each is due again though nobody tells of it; one that became due meanwhile stays so.  Their rows are locked in the
-- order in which whoever makes boxes due locks them.  $1 containers, $2 when (null: not by itself), $3 as of when they were judged
with t as (
	select d.container, t.at
	from unnest($1::text[], $2::timestamptz[]) as t (container, at) join box_due d on d.container = t.container
	where d.at <= $3::timestamptz
	order by d.container
	for update of d
),
gone as (delete from box_due d using t where d.container = t.container and t.at is null)
update box_due d set at = t.at from t where d.container = t.container and t.at is not null

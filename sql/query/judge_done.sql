-- Boxes that were judged: when each is due again though nobody tells of it; one that became due meanwhile stays so.  $1 containers, $2 since when
-- they were due, $3 when they are again (null: not by itself)
with t as (select container, was, at from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as t (container, was, at)),
gone as (delete from box_due d using t where d.container = t.container and d.at = t.was and t.at is null)
update box_due d set at = t.at from t where d.container = t.container and d.at = t.was and t.at is not null

-- Boxes that were judged: when each is due again though nobody tells of it.  $1 containers, $2 when (null: not by itself)
with t as (select container, at from unnest($1::text[], $2::timestamptz[]) as t (container, at)),
gone as (delete from box_due d using t where d.container = t.container and t.at is null)
update box_due d set at = t.at from t where d.container = t.container and t.at is not null

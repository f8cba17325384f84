-- Alerts of causes that have none open.  $1 codes, $2 kinds of cause, $3 causes, $4 when
insert into alert (code, cause_kind, cause, opened, changed)
select distinct code collate "C", cause_kind, cause collate "C", $4::timestamptz, $4::timestamptz
from unnest($1::text[], $2::int[], $3::text[]) as t (code, cause_kind, cause)
order by 1, 2, 3
on conflict (code, cause_kind, cause) where closed is null do nothing

-- By events that are new their senders were heard, as events_add has it.  $1 senders, $2 when each says it spoke; null: now
insert into heard (sender, at)
select sender, at
from (
	select distinct sender, date_trunc('hour', least(coalesce(at, now()), now())) as at
	from unnest($1::text[], $2::timestamptz[]) as s (sender, at)
) a
where not exists (select from heard h where h.sender = a.sender and h.at = a.at)

-- Whoever adds to what is said under the same ids of events waits for who did before: few locks for many ids, in sorted order.  $1 ids
select pg_advisory_xact_lock(3305, bucket)
from (select distinct hashtext(id) & 255 as bucket from unnest($1::text[]) id order by 1) b

-- When each of these senders last said anything, as known then; null: not known.  $1 senders, $2 then
select (select (extract(epoch from max(h.at)) * 1000000)::bigint from heard h where h.sender = s.sender and h.at <= $2::timestamptz and h.recorded <= $2::timestamptz)
from unnest($1::text[]) with ordinality as s (sender, n)
order by n

-- When each of these senders last said anything, null: not known.  $1 senders
select (select (extract(epoch from max(h.at)) * 1000000)::bigint from heard h where h.sender = s.sender)
from unnest($1::text[]) with ordinality as s (sender, n)
order by n

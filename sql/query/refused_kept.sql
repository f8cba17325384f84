-- What is kept of a sender's deliveries that were refused within the last day: how many, how many bytes.  $1 sender
select count(*), coalesce(sum(bytes), 0)::bigint
from intake
where sender = $1 and status = 'rejected' and channel = 'post' and kept and received > now() - interval '1 day'

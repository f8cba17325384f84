-- The messages of an intake that were refused or warned about, in order.  $1 intake, $2 how many at most
select line, format, reference, status, events, diagnostics
from message
where intake = $1::uuid and status <> 'accepted'
order by line
limit $2::int

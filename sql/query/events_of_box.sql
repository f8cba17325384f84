-- binary
-- DCSA events of one container, in feed order, for who may see all and asks for all: what is asked most, so it holds no more than it needs.
-- $1 container, $2 rows
select id, recorded, dcsa
from event
where subject = $1 and dcsa is not null
order by xid, line
limit $2::int

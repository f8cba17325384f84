-- DCSA events of one container, in feed order, for who may see all and asks for all: what is asked most, so it holds no more than it needs.
-- $1 container, $2 after xid, $3 after line, $4 rows
select id, recorded, dcsa, xid, line, xid < (select pg_snapshot_xmin(pg_current_snapshot()))
from event
where subject = $1 and dcsa is not null and (xid, line) > ($2::xid8, $3::int)
order by xid, line
limit $4::int

-- binary
-- DCSA events of containers and transports at one ship's calls, in feed order, for who may see all and asks for all.  $1 IMO number, $2 after xid, $3 after line, $4 rows
select id, recorded, dcsa, xid, line, xid < (select pg_snapshot_xmin(pg_current_snapshot()))
from event
where imo = $1 and dcsa is not null and subject_kind < 3 and type < 2 and call is not null and mode between 1 and 4 and (xid, line) > ($2::xid8, $3::int)
order by xid, line
limit $4::int

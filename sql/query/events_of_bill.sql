-- binary
-- DCSA events of one transport document, in feed order, for who may see all and asks for all; where last comes true, or no row does, there may be
-- others elsewhere.  $1 its number, $2 after xid, $3 after line, $4 rows
select id, recorded, dcsa, xid, line, xid < (select pg_snapshot_xmin(pg_current_snapshot())),
	(select exists (select from event_reference where kind = 'TRD' and value = $1))
from event
where bill = $1 and dcsa is not null and subject_kind < 3 and (xid, line) > ($2::xid8, $3::int)
order by xid, line
limit $4::int

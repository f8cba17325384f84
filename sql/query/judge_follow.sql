-- Takes the next stretch of the feed: boxes that it tells of, or of what they ride on, are due now.  Only transactions that are over count.
-- Answers how many events there were.  $1 events at most, $2 when
with e as materialized (
	select e.xid, e.line, e.subject, e.subject_kind
	from event e
	where e.subject_kind < 3 and (e.xid, e.line) > ((select xid from judge), (select line from judge)) -- so the index begins there
		and e.xid < pg_snapshot_xmin(pg_current_snapshot())
	order by e.xid, e.line
	limit $1::int
),
boxes as (
	select subject as container from e where subject_kind = 0
	union
	select c.container from e join carried c on c.transport = e.subject where e.subject_kind = 1
	union
	select r.container from e join ride r on r.wagon = substr(e.subject, 7) and r.classifier = 0
	where e.subject_kind = 1 and e.subject like 'WAGON:%'
	union
	select r.container from e join ride r on r.train = e.subject and r.classifier = 0 where e.subject_kind = 1 and e.subject like 'TRAIN:%'
	union
	select r.container from e join consist c on c.train = e.subject and c.classifier = 0 join ride r on r.wagon = c.wagon and r.classifier = 0
	where e.subject_kind = 1 and e.subject like 'TRAIN:%'
	union -- what takes an event back stands under no box
	select o.subject
	from e join event_reference r on r.kind = 'EVENT' and r.value = substr(e.subject, 7)
		join event o on o.id = r.event and o.subject = r.subject and o.subject_kind = 0
	where e.subject_kind = 2 and e.subject like 'EVENT:%'
),
due as (
	insert into box_due (container, at)
	select container, $2::timestamptz from boxes order by container
	on conflict (container) do update set at = least(box_due.at, excluded.at)
),
moved as (
	update judge j set xid = l.xid, line = l.line
	from (select xid, line from e order by xid desc, line desc limit 1) l
)
select count(*) from e

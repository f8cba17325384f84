-- Takes the next stretch of the feed: boxes that it tells of, or of what they ride on, are due now, and those that wait for who spoke or are on
-- what a new list is of.  Only transactions that are over count.  Answers how many events there were.  $1 events at most, $2 when, $3 types of
-- messages that are lists
with stands as (select xid, line from judge),
e as materialized (
	select e.xid, e.line, e.subject, e.subject_kind, e.code, e.classifier, e.call, e.sender, e.document, e.function, e.said, e.recorded,
		e.intake, e.message
	from event e, stands s
	where e.subject_kind < 3 and (e.xid, e.line) > (s.xid, s.line) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
	order by e.xid, e.line
	limit $1::int
),
listed as (
	insert into listing (call, code, classifier, sender, document, said, function)
	select distinct on (1, 2, 3, 4, 5, 6) e.call, e.code, e.classifier, e.sender, coalesce(e.document, ''), coalesce(e.said, e.recorded), e.function
	from e join message m on m.intake = e.intake and m.line = e.message
	where e.subject_kind = 0 and e.call is not null and e.code in ('LOAD', 'DISC', 'ABRD') and m.type = any ($3::text[])
	order by 1, 2, 3, 4, 5, 6, e.function
	on conflict do nothing
	returning call
),
boxes as (
	select subject as container from e where subject_kind = 0
	union
	select b.container
	from alert a join alert_box b on b.alert = a.id and b.closed is null
	where a.code = 'source-down' and a.closed is null and a.cause in (select sender from e)
	union
	select c.container from listed l join carried c on c.transport = regexp_replace(l.call, '@[^@]*$', '')
	union
	select o.subject -- papers come with events
	from paper p join paper_of o on o.kind = p.kind and o.number = p.number
	where p.xid between (select min(xid) from e) and (select max(xid) from e) and o.subject !~ ':'
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

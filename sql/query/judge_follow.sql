-- Takes the next stretch of the feed: boxes that it tells of, or of what they ride on, are due now.  Only transactions that are over count.
-- So are those that wait for who spoke, are on what a new list is of, on what left as its wagons tell, or on one wagon with one that is held.  Answers how many events there were.
-- $1 events at most, $2 when, $3 how many days each kind of a train's names holds, $4 types of messages that are lists
with recursive e as materialized (
	select e.xid, e.line, e.subject, e.subject_kind, e.function, e.document, e.transport, e.refs, e.code, e.classifier, e.call, e.sender, e.said,
		e.recorded, e.happened, e.train, e.intake, e.message
	from event e
	where e.subject_kind < 3 and (e.xid, e.line) > ((select xid from judge), (select line from judge)) -- so the index begins there
		and e.xid < pg_snapshot_xmin(pg_current_snapshot())
	order by e.xid, e.line
	limit $1::int
),
said as materialized (
	select subject, subject_kind from e where subject_kind < 2
	union -- who else loses an event to a word under the same id
	select o.subject, o.subject_kind
	from e
	cross join lateral (select * from event_reference where kind = 'EVENT' and value = e.document offset 0) r
	join event o on o.id = r.event and o.subject = r.subject and o.subject_kind < 2
	where e.function >= 5
	union -- a train that got another name
	select transport, 1 from e
	where subject_kind = 0 and transport like 'TRAIN:%' and exists (select from unnest(refs) as r (r) where r like 'TRAIN-%')
),
train (key) as ( -- by all of its names, as train_names.sql has them
	select subject from said where subject_kind = 1 and subject like 'TRAIN:%'
	union
	select n.other
	from train k
	cross join lateral (
		select n.other from train_akin n where n.train = k.key and n.apart <= ($3::int[])[n.kind + 1]
		offset 0 -- each by its own index
	) n
),
listed as (
	insert into listing (call, code, classifier, sender, document, said, function)
	select distinct on (1, 2, 3, 4, 5, 6) e.call, e.code, e.classifier, e.sender, coalesce(e.document, ''), coalesce(e.said, e.recorded), e.function
	from e join message m on m.intake = e.intake and m.line = e.message
	where e.subject_kind = 0 and e.call is not null and e.code in ('LOAD', 'DISC', 'ABRD') and m.type = any ($4::text[])
	order by 1, 2, 3, 4, 5, 6, e.function
	on conflict do nothing
	returning call
),
boxes as (
	select subject as container from said where subject_kind = 0
	union
	select b.container
	from alert a join alert_box b on b.alert = a.id and b.closed is null
	where a.code = 'source-down' and a.closed is null and a.cause in (select sender from e)
	union
	select c.container from listed l join carried c on c.transport = regexp_replace(l.call, '@[^@]*$', '')
	union -- a train's wagons tell that it left
	select c.container from e join carried c on c.transport = e.transport where e.subject_kind = 1 and e.code = 'DEPA' and e.classifier = 0
	union -- or that one of that number did, about that day
	select c.container
	from e cross join generate_series(-1, 1) as d (d)
	join carried c on c.transport = 'TRAIN:' || upper(e.train) || '/' || ((e.happened at time zone 'UTC')::date + d.d)::text
	where e.subject_kind = 1 and e.code = 'DEPA' and e.classifier = 0 and e.transport is null and e.train is not null and e.happened is not null
	union -- or a wagon that was in it
	select c.container
	from e join consist n on n.wagon = substr(e.subject, 7) and n.classifier = 0 and abs(extract(epoch from e.happened - n.since)) < 259200
	join carried c on c.transport = n.train
	where e.subject_kind = 1 and e.subject like 'WAGON:%' and e.code = 'DEPA' and e.classifier = 0
	union -- who rides with one that is held, let go, or taken off
	select m.container
	from e
	join ride r on r.container = e.subject and r.classifier = 0 and (r.until is null or r.until >= e.happened)
	join ride m on m.wagon = r.wagon and m.classifier = 0 and m.until is null and m.container <> r.container
	where e.subject_kind = 0 and e.code in ('HOLD', 'RELS', 'CUSS', 'CUSI', 'CUSR', 'DISC') and e.classifier = 0
	union
	select o.subject -- papers come with events
	from paper p join paper_of o on o.kind = p.kind and o.number = p.number
	where p.xid between (select min(xid) from e) and (select max(xid) from e) and o.subject !~ ':'
	union
	select c.container from said s join carried c on c.transport = s.subject where s.subject_kind = 1
	union
	select c.container from train t join carried c on c.transport = t.key
	union
	select r.container from said s join ride r on r.wagon = substr(s.subject, 7) and r.classifier = 0
	where s.subject_kind = 1 and s.subject like 'WAGON:%'
	union
	select r.container from train t join ride r on r.train = t.key and r.classifier = 0
	union
	select r.container from train t join consist c on c.train = t.key and c.classifier = 0 join ride r on r.wagon = c.wagon and r.classifier = 0
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

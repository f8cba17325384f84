-- Takes the next stretch of the feed: boxes that it tells of, or of what they ride on, are due now.  Only transactions that are over count.
-- Answers how many events there were.  $1 events at most, $2 when, $3 how many days each kind of a train's names holds
with recursive e as materialized (
	select e.xid, e.line, e.subject, e.subject_kind, e.function, e.document, e.transport, e.refs
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
	select n.train
	from train k
	cross join lateral (
		select n.train from train_name m
		join train_name n on n.name = m.name and n.kind = m.kind and abs(n.day - m.day) <= ($3::int[])[m.kind + 1]
			and (n.railway = '' or m.railway = '' or n.railway = m.railway)
		where m.train = k.key
		offset 0 -- each by its own index
	) n
),
boxes as (
	select subject as container from said where subject_kind = 0
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

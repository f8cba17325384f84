-- What was told between two points of the feed, for each of several viewers: how many events, of which containers, where.  Only
-- transactions that are over count, so whoever goes on from where this ended misses none that is committed late.
-- $1 from xid (included) or null: nothing but where the feed stands, $2 until xid (excluded) or null: all that is over,
-- $3 viewers text[] ('': who sees all), $4 events that are read at most, $5 containers and places that are named at most
with s as materialized (
	select least(pg_snapshot_xmin(pg_current_snapshot()), coalesce($2::xid8, '18446744073709551615'::xid8)) as until
),
e as materialized (
	select e.xid, e.line, e.subject, e.subject_kind, e.place, e.party, e.refs
	from event e
	where e.subject_kind < 3 and e.xid >= $1::xid8 and e.xid < (select until from s)
	order by e.xid, e.line
	limit $4::int + 1
),
-- Under its own subject, under the containers that it mentions, and those that ride on the wagon or in the train.
m as materialized (
	select xid, line, subject, case subject_kind when 0 then subject end as container, place, party
	from e
	union all
	select e.xid, e.line, r.number, r.number, e.place, e.party
	from e cross join lateral (select substr(ref, 11) from unnest(e.refs) as u (ref) where ref like 'EQUIPMENT:%') as r (number)
	where r.number <> e.subject
	union all
	select e.xid, e.line, r.container, r.container, e.place, e.party
	from e join ride r on r.wagon = substr(e.subject, 7) and r.until is null and r.classifier = 0
	where e.subject_kind = 1 and e.subject like 'WAGON:%'
	union all
	select e.xid, e.line, r.container, r.container, e.place, e.party
	from e join ride r on r.train = e.subject and r.until is null and r.classifier = 0
	where e.subject_kind = 1 and e.subject like 'TRAIN:%'
	union all
	select e.xid, e.line, r.container, r.container, e.place, e.party
	from e join consist c on c.train = e.subject and c.until is null and c.classifier = 0
		join ride r on r.wagon = c.wagon and r.until is null and r.classifier = 0
	where e.subject_kind = 1 and e.subject like 'TRAIN:%'
),
v as materialized (
	select v.viewer, m.xid, m.line, m.container, m.place
	from unnest($3::text[]) as v (viewer) cross join m
	where v.viewer = '' or m.party = v.viewer
		or exists (select from access a where a.party = v.viewer and a.subject = m.subject and a.scope = 'all')
)
select w.viewer, (select until from s), (select count(*) from e) > $4::int,
	(select count(*) from (select distinct xid, line from v where v.viewer = w.viewer) d),
	array(select distinct container from v where v.viewer = w.viewer and container is not null order by container limit $5::int + 1),
	array(select distinct place from v where v.viewer = w.viewer and place is not null order by place limit $5::int + 1)
from unnest($3::text[]) as w (viewer)

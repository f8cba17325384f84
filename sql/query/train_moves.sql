-- Where trains were and are expected: what was told of them, of their wagons while in them, and of the boxes that name them, a row for each move;
-- loading, unloading and gates by day.  A box that rides in a train may name it by the day of each move.  Facts latest first, then what is expected after them, soonest first.  What its sender took back is left out.
-- $1 viewer's party or null, $2 keys of trains, $3 to which train each belongs, $4 rows of each kind a train
with key as (
	select * from unnest($2::text[], $3::int[]) as k (train, which)
),
subject as (
	select which, train as subject, train, null::timestamptz as since, null::timestamptz as until, 0 as kind from key
	union
	select k.which, 'WAGON:' || c.wagon, k.train, c.since, coalesce(c.until, c.since + interval '60 days'), 1
	from key k join consist c on c.train = k.train and c.classifier = 0
	union
	select k.which, r.container, k.train, r.since, coalesce(r.until, r.since + interval '60 days'), 2
	from key k join ride r on r.train = k.train
),
told as (
	select s.which, s.kind, e.*
	from subject s
	join event_holding e on e.subject = s.subject and e.happened is not null and (s.kind = 0
		or (s.kind = 1 and e.happened between s.since and s.until and (e.transport is null or e.transport = s.train))
		or (s.kind = 2 and (e.transport = s.train
			or (e.happened between s.since and s.until and left(e.transport, -11) = left(s.train, -11)))))
	where e.code in ('ARRI', 'DEPA', 'WAYP', 'ABRD', 'HAND', 'HOLD', 'RELS', 'CUSR', 'CUSS', 'CUSI', 'LOAD', 'DISC', 'GTIN', 'GTOT')
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
),
move as (
	select which, code, classifier, place, case when place is null then place_text end as words, max(happened) as at,
		(array_agg(happened_offset order by happened desc))[1] as "offset", (array_agg("precision" order by happened desc))[1] as "precision",
		(array_agg(zone_source order by happened desc))[1] as zone_source, (array_agg(happened_text order by happened desc))[1] as written,
		count(distinct subject) filter (where kind = 1) as wagons, count(distinct subject) filter (where kind = 2) as boxes,
		max(coalesce(said, recorded)) as said, (array_agg(sender order by happened desc))[1] as sender
	from told
	group by which, code, classifier, place, words, 
		case when code in ('LOAD', 'DISC', 'GTIN', 'GTOT') then date_trunc('day', happened at time zone 'UTC' + happened_offset * interval '1 second') else happened at time zone 'UTC' end
),
ranked as (
	select m.*, row_number() over (partition by which, classifier = 0
		order by case when classifier = 0 then at end desc, at, code = 'LOAD', code) as nth
	from (select move.*, max(at) filter (where classifier = 0) over (partition by which) as last from move) m
	where classifier = 0 or last is null or at > last
)
select which, code, classifier, place, words, (extract(epoch from at) * 1000000)::bigint, "offset", "precision", zone_source, written, wagons, boxes,
	(extract(epoch from said) * 1000000)::bigint, sender
from ranked
where nth <= $4::int
order by which, classifier <> 0, nth

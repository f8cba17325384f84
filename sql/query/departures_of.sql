-- When trains left there, as their wagons tell: who calls a train by its key, or by its number alone, about the day of the key.
-- $1 calls: TRAIN:X8155/2026-06-15@XLYGB
select k.transport, d.place, (extract(epoch from min(d.happened)) * 1000000)::bigint
from (
	select m[1] as transport, m[2] as name, m[3]::date as day, m[4] as place
	from unnest($1::text[]) as c (call) cross join lateral regexp_match(c.call, '^((?:TRAIN):(.*)/(\d{4}-\d\d-\d\d))@([^@]*)$') as m
	where m is not null
) k
cross join lateral (
	select e.place, e.happened
	from event_holding e
	where e.transport = k.transport and e.subject_kind = 1 and (e.dcsa is null or e.call is null) and e.code = 'DEPA' and e.classifier = 0 and e.place is not null
		and e.happened is not null
	union all
	select e.place, e.happened
	from event_holding e
	where e.place = k.place and e.happened >= k.day - interval '14 hours' and e.happened < k.day + interval '36 hours' and e.subject_kind = 1
		and e.code = 'DEPA' and e.classifier = 0 and e.transport is null and upper(e.train) = k.name
	union all -- its wagons, which a list has in it: three of them tell as much as all; past midnight the list is of the next day
	select d.place, d.happened
	from (
		select e.subject, e.place, min(e.happened) as happened
		from event_holding e
		where e.transport in (select k.transport union all select n.train from train_name n where n.name = k.name and n.kind = 0 and n.day = k.day + 1)
			and (e.transport = k.transport or (e.place = k.place and e.happened < k.day + interval '36 hours'))
			and e.subject_kind = 1 and (e.dcsa is null or e.call is null) and e.code = 'ABRD' and e.classifier = 0
			and e.subject like 'WAGON:%' and e.place is not null and e.happened is not null
		group by e.subject, e.place
		order by e.subject
		limit 3
	) w
	join event_holding d on d.subject = w.subject and d.subject_kind = 1 and d.code = 'DEPA' and d.classifier = 0 and d.place = w.place
		and d.happened between w.happened - interval '1 day' and w.happened + interval '3 days'
) d
group by k.transport, d.place
order by k.transport, d.place

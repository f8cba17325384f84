-- Events of one container, or that refer to it, as DCSA 3.0 has them: the last word of each, in feed order.
-- $1 viewer's party or null, $2 after xid or null, $3 after line or null, $4 rows, $5 types (bits of enum dcsa3_type; 0: any), $6 codes of IOT events,
-- $7 of REEFER events text[], $8 updated from, $9 updated until (both included) or null,
-- $10 container, $11 booking or null, $12 transport document or null
-- The columns of store/event_read.h; behind them when it was recorded, xid, line, whether nothing can come before it any more, since when it
-- does not hold (taken back, cancelled or replaced; null: it holds)
with voiding as materialized ( -- the words of this container that cancel or replace others, as the journey has it (functions 1, 3 and 4)
	select o.id, o.sender, o.party, o.document, o.code, o.classifier, coalesce(o.said, '-infinity') as at, coalesce(o.said, o.recorded) as since
	from event o
	where o.subject = $10 and o.subject_kind = 0 and o.function in (1, 3, 4)
)
select e.id, e.subject_kind, e.subject, e.type, e.code, e.classifier, (extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset,
	e."precision", e.zone_source, e.happened_text, (extract(epoch from e.said) * 1000000)::bigint, e.said_offset, e.function, e.sender, e.party,
	e.document, e.place, e.place_text, e.facility, e.facility_list, e.transport, e.mode, e.imo, e.call_sign, e.vehicle, e.voyage, e.carrier,
	e.train, e.wagon, e.call, e.load_state, e.number_failed, e.size_type, e.movement, e.operator_code, e.load_place, e.discharge_place,
	e.destination, e.stowage, e.refs, e.seals, e.measures, e.remarks, e.source,
	(extract(epoch from e.recorded) * 1000000)::bigint, e.xid, e.line, e.xid < (select pg_snapshot_xmin(pg_current_snapshot())),
	(extract(epoch from b.since) * 1000000)::bigint
from event m
	join event e on e.id = m.id and e.subject_kind < 3 -- a mention is the event under another subject
	cross join lateral ( -- what was said under its eventID after it (functions 5 and 6)
		select (array_agg(o.function order by t.at desc, o.function desc, o.id desc))[1] as last,
			(array_agg(coalesce(o.said, o.recorded) order by t.at desc, o.function desc, o.id desc))[1] as since,
			bool_or(o.function = 5 and exists (select from event x where x.id = o.id and x.subject = $10)) as again -- of this container
		from event_reference r
		join event o on o.id = r.event and o.subject = r.subject
		cross join lateral (select coalesce(o.said, case o.function when 6 then 'infinity' else '-infinity' end::timestamptz) as at) t
		where e.function >= 5 and r.kind = 'EVENT' and r.value = e.document
			and o.sender = e.sender and o.party is not distinct from e.party and o.function >= 5
			and (t.at, o.function, o.id)
				> (coalesce(e.said, case e.function when 6 then 'infinity' else '-infinity' end::timestamptz), e.function, e.id)
	) l
	left join lateral (
		select o.since
		from voiding o
		where e.function < 5 and e.subject_kind = 0
			and o.sender = e.sender and o.party is not distinct from e.party and o.document = e.document
			and o.code = e.code and o.classifier = e.classifier and (o.at, o.id) > (coalesce(e.said, '-infinity'), e.id)
		order by o.at desc, o.id desc
		limit 1
	) v on true
	cross join lateral (select coalesce(v.since, case when l.last = 6 then l.since end) as since) b
where m.subject = $10 and (m.xid, m.line) > (coalesce($2::xid8, '0'::xid8), coalesce($3::int, -1))
	and e.function <> 1 and (l.last is null or (l.last = 6 and not l.again))
	and ($5::int = 0 or $5::int & case e.type when 2 then 1 when 1 then 2
		else case when e.code = any ($6::text[]) then 8 when e.code = any ($7::text[]) then 16 else 4 end end <> 0)
	and ($8::timestamptz is null or coalesce(b.since, e.said, e.recorded) >= $8::timestamptz)
	and ($9::timestamptz is null or coalesce(b.since, e.said, e.recorded) <= $9::timestamptz)
	and ($11::text is null or e.booking = $11 or exists (select from event_reference r where r.kind = 'BKG' and r.value = $11 and r.event = e.id))
	and ($12::text is null or e.bill = $12 or exists (select from event_reference r where r.kind = 'TRD' and r.value = $12 and r.event = e.id))
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by e.xid, e.line
limit $4::int

-- What is expected at a hub and has not happened, the latest word on each, and what ships and trains did there themselves; soonest first.
-- Last, how many containers a ship or train carries.
-- $1 viewer's party or null, $2 places text[], $3 from, $4 until (timestamptz), $5 codes of arrivals, $6 of departures text[], $7 statuses of what
-- moves text[], $8 rows
with expected as (
	select e.*
	from event e
	where e.place = any ($2::text[]) and (e.classifier <> 0 or e.subject_kind = 1) and e.subject_kind < 2
		and e.happened >= $3::timestamptz and e.happened < $4::timestamptz and e.function not in (1, 6)
		and (e.code = any ($5::text[]) or e.code = any ($6::text[]))
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
		and not exists (
			select
			from event l
			where l.subject = e.subject and l.subject_kind = e.subject_kind and l.id <> e.id
				and ($1::text is null or l.party = $1 or exists (select from access a where a.party = $1 and a.subject = l.subject and a.scope = 'all'))
				and case
					-- taken back
					when l.function in (1, 6) then l.sender = e.sender and l.document = e.document and l.said >= e.said
					-- it has happened: who is gone has come, and who left one place of the hub for another has yet to leave that one
					when l.classifier = 0 then e.classifier <> 0 and l.place = any ($2::text[])
						and l.happened >= coalesce(e.said - interval '1 day', e.happened - interval '30 days')
						and case when e.code = any ($6::text[]) then l.code = any ($6::text[]) and l.place = e.place
							else l.code = any ($5::text[]) or l.code = any ($6::text[]) end
					else e.classifier <> 0 and l.code = e.code and l.place = e.place
						and (coalesce(l.said, '-infinity'), l.id) > (coalesce(e.said, '-infinity'), e.id)
						-- two of one message are two calls there
						and (l.said, l.sender, l.document, l.classifier) is distinct from (e.said, e.sender, e.document, e.classifier)
				end
		)
	order by e.happened, e.id
	limit $8::int
), carried as (
	select j.transport, count(*) as boxes
	from journey j
	where j.open and j.status = any ($7::text[]) and j.transport = any (array(select subject from expected where subject_kind = 1))
		and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
	group by j.transport
)
select e.subject, e.subject_kind, e.code = any ($6::text[]), e.classifier,
	(extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e."precision", e.zone_source, e.happened_text,
	case when e.code = any ($6::text[]) then coalesce(e.destination, e.discharge_place)
		when $1::text is null then (select j.place from journey j where j.container = e.subject and j.open and j.place <> all ($2::text[])) end,
	e.mode, coalesce(e.transport, case e.subject_kind when 1 then e.subject end), coalesce(e.vehicle, e.train), e.imo, e.voyage, e.wagon,
	c.boxes
from expected e left join carried c on e.subject_kind = 1 and c.transport = e.subject
order by e.happened, e.id

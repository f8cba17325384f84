-- How many containers are expected at each of these places and have not come; and whether there are more than were looked at.
-- $1 viewer's party or null, $2 places text[], $3 from, $4 until (timestamptz), $5 codes of arrivals, $6 of departures text[], $7 rows looked at
with e as materialized (
	select e.place, e.subject
	from event e
	where e.place = any ($2::text[]) and (e.classifier <> 0 or e.subject_kind = 1) and e.subject_kind < 2
		and e.subject_kind = 0 and e.happened >= $3::timestamptz and e.happened < $4::timestamptz and e.function not in (1, 6)
		and e.code = any ($5::text[])
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
		and not exists ( -- as in hub_expected.sql
			select
			from event l
			where l.subject = e.subject and l.subject_kind = 0 and l.id <> e.id
				and ($1::text is null or l.party = $1 or exists (select from access a where a.party = $1 and a.subject = l.subject and a.scope = 'all'))
				and case
					when l.function in (1, 6) then l.sender = e.sender and l.document = e.document and l.said >= e.said
					when l.classifier = 0 then l.place = e.place
						and l.happened >= coalesce(e.said - interval '1 day', e.happened - interval '30 days')
						and (l.code = any ($6::text[]) or l.code = any ($5::text[]))
					else l.code = e.code and l.place = e.place
						and (coalesce(l.said, '-infinity'), l.id) > (coalesce(e.said, '-infinity'), e.id)
				end
		)
	limit $7::int + 1
)
select e.place, count(distinct e.subject), (select count(*) from e) > $7::int
from e
group by e.place

-- Journeys under way of one state, by container.
-- $1 viewer's party or null: of boxes of which it sees all, $2 status, $3 destinations text[], $4 places text[], $5 code of an exception, each or null,
-- $6 after this container or null, $7 and this number of its journey, $8 rows
select t.*
from trip_listed t
where (t.container, t.number) > (coalesce($6::text, ''), coalesce($7::int, 0))
	and t.status = $2::text
	and ($3::text[] is null or t.destination = any ($3::text[]))
	and ($4::text[] is null or t.place = any ($4::text[]))
	and ($5::text is null or $5::text = any (t.codes))
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = t.container and a.scope = 'all'))
order by t.container, t.number
limit $8::int

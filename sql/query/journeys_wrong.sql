-- Journeys under way that a rule calls wrong, by container.
-- $1 viewer's party or null: of boxes of which it sees all, $2 status, $3 destinations text[], $4 places text[], $5 code of an exception, each or null,
-- $6 after this container or null, $7 and this number of its journey, $8 rows
select distinct t.*
from alert w join alert_box b on b.alert = w.id and b.closed is null join trip_listed t on t.container = b.container and t.id = b.trip
where (t.container, t.number) > (coalesce($6::text, ''), coalesce($7::int, 0))
	and w.code = $5::text and w.closed is null
	and ($2::text is null or t.status = $2::text)
	and ($3::text[] is null or t.destination = any ($3::text[]))
	and ($4::text[] is null or t.place = any ($4::text[]))
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = t.container and a.scope = 'all'))
order by 1, 2
limit $8::int

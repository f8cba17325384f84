-- Containers that a party may ask for, by number: what it may see of each says where they are (events_of).
-- $1 party, $2 number's beginning or null, $3 after this number or null, $4 rows
select subject
from access a
where party = $1
	and subject >= coalesce($3::text, $2::text, '') and subject <> coalesce($3::text, '')
	and ($2::text is null or subject < $2::text || '~')
	and exists (select from container c where c.number = a.subject)
order by subject
limit $4::int

-- The boxes and wagons that a paper covers, of those that the viewer may know of.  $1 viewer's party or null, $2 kind, $3 number
select o.subject
from paper_of o
where o.kind = $2 and o.number = $3
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = o.subject))
order by o.subject

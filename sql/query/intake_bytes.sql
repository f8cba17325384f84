-- One piece of an intake, in hexadecimal.
-- $1 viewer's party or null, $2 intake, $3 piece
select encode(c.bytes, 'hex')
from intake_chunk c
join intake i on i.id = c.intake
where c.intake = $2::uuid and c.line = $3::int and ($1::text is null or i.party = $1)

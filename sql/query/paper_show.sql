-- What a viewer may see of what was told of one paper, the last word first: its own words, and others' where it may see all of every box
-- that the paper covers.  $1 viewer's party or null, $2 kind, $3 number
select p.kind, p.number, p.written, p.sender, (extract(epoch from p.said) * 1000000)::bigint, p.function,
	(extract(epoch from p.issued) * 1000000)::bigint, p.place, p.railway, p.reason, p.replaces_kind, p.replaces, p.detail, p.intake, p.message
from paper p
where p.kind = $2 and p.number = $3
	and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
order by p.said desc nulls last, p.hash desc

-- Papers of one kind by their numbers, each with its last word that the viewer may see.
-- $1 viewer's party or null, $2 kind, $3 number to go on behind or null, $4 rows
select l.*
from (select distinct p.number from paper p where p.kind = $2 and p.number > coalesce($3::text, '') order by p.number) n
cross join lateral (
	select p.kind, p.number, p.written, p.sender, (extract(epoch from p.said) * 1000000)::bigint, p.function,
		(extract(epoch from p.issued) * 1000000)::bigint, p.place, p.railway, p.reason, p.replaces_kind, p.replaces
	from paper p
	where p.kind = $2 and p.number = n.number
		and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
	order by p.said desc nulls last, p.hash desc
	limit 1) l
order by n.number
limit $4::int

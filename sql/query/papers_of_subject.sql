-- Papers that cover a box or a wagon, each with its last word that the viewer may see.
-- $1 viewer's party or null, $2 kind or null, $3 the box or wagon, $4 another that it covers too, or null, $5 kind and $6 number to go on behind, or
-- null, $7 rows
select l.*
from paper_of of cross join lateral (
	select p.kind, p.number, p.written, p.sender, (extract(epoch from p.said) * 1000000)::bigint, p.function,
		(extract(epoch from p.issued) * 1000000)::bigint, p.place, p.railway, p.reason, p.replaces_kind, p.replaces
	from paper p
	where p.kind = of.kind and p.number = of.number
		and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
	order by p.said desc nulls last, p.hash desc
	limit 1) l
where of.subject = $3 and ($2::text is null or of.kind = $2)
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = of.subject))
	and ($4::text is null or exists (select from paper_of t where t.kind = of.kind and t.number = of.number and t.subject = $4))
	and (of.kind, of.number) > (coalesce($5::text, ''), coalesce($6::text, ''))
order by of.kind, of.number
limit $7::int

-- The paper that replaces another: of those whose last word says so and is no cancelling one, the last said.
-- $1 viewer's party or null, $2 kind and $3 number of the one replaced
select x.kind, x.number, x.written
from (select distinct on (p.kind, p.number) p.kind, p.number, p.written, p.replaces_kind, p.replaces, p.function, p.said
	from paper p
	where (p.kind, p.number) in (select r.kind, r.number from paper r where r.replaces_kind = $2 and r.replaces = $3)
		and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
	order by p.kind, p.number, p.said desc nulls last, p.hash desc) x
where x.replaces_kind = $2 and x.replaces = $3 and x.function not in (1, 6)
order by x.said desc nulls last, x.kind, x.number
limit 1

-- The papers that cover containers, container by container as they were asked for, each with its last word that the viewer may see and the paper
-- that replaces it: of those whose last word says so and is no cancelling one, the last said; and whether it covers no other container, and which of them (from 1).
-- $1 viewer's party or null, $2 containers, $3 rows of each
select l.kind, l.number, l.written, l.sender, l.said, l.function, l.issued, l.place, l.railway, l.reason, l.replaces_kind, l.replaces, x.kind, x.written,
	l.detail, not exists (select from paper_of o where o.kind = of.kind and o.number = of.number and o.subject <> of.subject and o.subject !~ '^WAGON:'),
	of.n
from unnest($2::text[]) with ordinality as b (container, n)
cross join lateral (
	select o.kind, o.number, o.subject, b.n
	from paper_of o
	where o.subject = b.container and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = o.subject))
	order by o.kind, o.number
	limit $3::int) of
cross join lateral (
	select p.kind, p.number, p.written, p.sender, (extract(epoch from p.said) * 1000000)::bigint as said, p.function,
		(extract(epoch from p.issued) * 1000000)::bigint as issued, p.place, p.railway, p.reason, p.replaces_kind, p.replaces, p.detail
	from paper p
	where p.kind = of.kind and p.number = of.number
		and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
	order by p.said desc nulls last, p.hash desc
	limit 1) l
left join lateral (
	select r.kind, r.written
	from (select distinct on (p.kind, p.number) p.kind, p.number, p.written, p.replaces_kind, p.replaces, p.function, p.said
		from paper p
		where (p.kind, p.number) in (select r.kind, r.number from paper r where r.replaces_kind = of.kind and r.replaces = of.number)
			and ($1::text is null or p.party = $1 or exists (select from paper_open s where s.party = $1 and s.kind = p.kind and s.number = p.number))
		order by p.kind, p.number, p.said desc nulls last, p.hash desc) r
	where r.replaces_kind = of.kind and r.replaces = of.number and r.function not in (1, 6)
	order by r.said desc nulls last, r.kind, r.number
	limit 1) x on true
order by of.n, of.kind, of.number

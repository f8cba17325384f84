-- Papers of one kind by their numbers, each with its last word that the viewer may see.
-- $1 viewer's party or null, $2 kind, $3 number to go on behind or null, $4 rows
select distinct on (p.number) p.kind, p.number, p.written, p.sender, (extract(epoch from p.said) * 1000000)::bigint, p.function,
	(extract(epoch from p.issued) * 1000000)::bigint, p.place, p.railway, p.reason, p.replaces_kind, p.replaces
from paper p
where p.kind = $2 and p.number > coalesce($3::text, '')
	and ($1::text is null or p.party = $1
		or (exists (select from paper_of o where o.kind = p.kind and o.number = p.number and o.subject !~ '^WAGON:')
			and not exists (select from paper_of o where o.kind = p.kind and o.number = p.number and o.subject !~ '^WAGON:'
				and not exists (select from access a where a.party = $1 and a.subject = o.subject and a.scope = 'all'))))
order by p.number, p.said desc nulls last, p.hash desc
limit $4::int

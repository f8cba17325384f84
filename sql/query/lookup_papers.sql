-- The containers that papers of these numbers cover, or papers that replaced one of such a number; where a paper covers wagons alone, what rode on
-- them when it was issued; and those that events of a document name.  What was taken back, by its last word, is left out.
-- $1 values as lookup_form makes them, $2 kinds of paper, $3 viewer's party or null, $4 most rows, $5 kinds of reference that are kept where they stand
with asked as (
	select distinct v from unnest($1::text[]) v
),
told (k) as ( -- of most kinds nothing was ever told: nothing is looked for under them
	select k from unnest($2::text[]) k where exists (select from paper_of o where o.kind = k)
),
replaced (k) as (
	select k from unnest($2::text[]) k where exists (select from paper p where p.replaces_kind = k and p.replaces is not null)
),
named (value, kind, number) as (
	select v, o.kind, o.number
	from told cross join asked
		cross join lateral (select kind, number from paper_of where kind = k and number = v limit 1) o
	union
	select v, p.kind, p.number
	from replaced cross join asked join paper p on p.replaces_kind = k and p.replaces = v and p.replaces is not null
),
holding as (
	select n.value, n.kind, n.number, l.issued, l.written
	from named n
	cross join lateral ( -- its last word that the viewer may see
		select p.function, p.replaces, p.issued, p.written
		from paper p
		where p.kind = n.kind and p.number = n.number
			and ($3::text is null or p.party = $3 or exists (select from paper_open s where s.party = $3 and s.kind = p.kind and s.number = p.number))
		order by p.said desc nulls last, p.hash desc
		limit 1) l
	where l.function not in (1, 6) and n.value in (n.number, l.replaces)
),
covered (value, kind, subject, by, rank) as (
	select h.value, h.kind, o.subject, h.kind || ':' || h.written, (h.value <> h.number)::int
	from holding h join paper_of o on o.kind = h.kind and o.number = h.number
	where o.subject !~ '^WAGON:'
	union
	select h.value, h.kind, r.container, h.kind || ':' || h.written, (h.value <> h.number)::int
	from holding h
	join paper_of o on o.kind = h.kind and o.number = h.number and o.subject ~ '^WAGON:'
	join ride r on r.wagon = substr(o.subject, 7) and r.classifier = 0
		and h.issued between r.since - interval '1 day' and coalesce(r.until, 'infinity') + interval '1 day'
	where not exists (select from paper_of b where b.kind = h.kind and b.number = h.number and b.subject !~ '^WAGON:')
		and ($3::text is null or exists (select from access a where a.party = $3 and a.subject = r.container and a.scope = 'all'))
),
documents (value, kind, id, subject) as (
	select booking, 'BKG', id, subject from event where booking = any ($1::text[]) and booking is not null and subject_kind < 3 and subject_kind = 2
	union
	select bill, 'TRD', id, subject from event where bill = any ($1::text[]) and bill is not null and subject_kind < 3 and subject_kind = 2
	union
	select value, kind, event, subject from event_reference
	where value = any ($1::text[]) and kind = any ($5::text[]) and strpos(subject, ':') > 0
),
mentioned (value, kind, subject, by, rank) as (
	select d.value, d.kind, m.subject, d.subject, 2
	from documents d
	join event e on e.id = d.id and e.subject = d.subject and e.subject_kind = 2 and e.function not in (1, 6)
	join event m on m.id = d.id and m.subject_kind = 3
	where ($3::text is null or e.party = $3 or exists (select from access a where a.party = $3 and a.subject = e.subject and a.scope = 'all'))
		and not exists (select from event c
			where c.subject = e.subject and c.function in (1, 6) and c.sender = e.sender and c.party is not distinct from e.party
				and c.document is not distinct from e.document and coalesce(c.said, 'infinity') >= coalesce(e.said, '-infinity'))
)
select value, kind, subject, by
from (
	select *, row_number() over (partition by value order by subject) as place
	from (
		select distinct on (value, subject) value, kind, subject, by -- one that bears the number before one that replaced it, that before a word of it
		from (select * from covered union all select * from mentioned) f
		order by value, subject, rank, by
	) f
	where $3::text is null or exists (select from access a where a.party = $3 and a.subject = f.subject)
) f
order by place
limit $4::int

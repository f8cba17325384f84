-- What a look-up may find boxes by: the wagons (kind 1) that these values are, or that papers of these numbers cover, and the keys of trains
-- (kind 2) that bear these names (lookup_rail.sql says how).  $1 values as lookup_form makes them, $2 kinds of paper, $3 how many days each kind of
-- name holds
with recursive asked as (
	select distinct v from unnest($1::text[]) v
),
known (value, train) as (
	select v, n.train from asked join train_name n on n.name = v
	union
	select v, n.train
	from asked join train_name n on n.name = left(v, -8) and to_char(n.day, 'YYYYMMDD') = right(v, 8)
	where v ~ '^.+20\d{6}$'
	union
	select k.value, n.other
	from known k
	join train_akin n on n.train = k.train and n.apart <= ($3::int[])[n.kind + 1]
),
named (kind, number) as (
	select o.kind, o.number
	from unnest($2::text[]) k cross join asked cross join lateral (
		select kind, number from paper_of where kind = k and number = v limit 1) o
	union
	select p.kind, p.number
	from unnest($2::text[]) k cross join asked join paper p on p.replaces_kind = k and p.replaces = v and p.replaces is not null
)
select 1, v from asked where v ~ '^\d{7,12}$'
union
select 1, substr(o.subject, 7) from named n join paper_of o on o.kind = n.kind and o.number = n.number where o.subject ~ '^WAGON:'
union
select 2, train from known

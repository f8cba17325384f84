-- All names of these trains and of those that may be one with them: that bear an equal name of one kind near enough in time, or are so connected.
-- $1 keys, $2 how many days each kind of name holds
with recursive known (train) as (
	select unnest($1::text[]) collate "C"
	union
	select n.train
	from known k
	join train_name m on m.train = k.train
	join train_name n on n.name = m.name and n.kind = m.kind and abs(n.day - m.day) <= ($2::int[])[m.kind + 1]
		and (n.railway = '' or m.railway = '' or n.railway = m.railway)
)
select n.name, n.kind, n.train, n.day - date '1970-01-01', n.railway, n.told
from known k join train_name n on n.train = k.train
order by n.train, n.kind, n.told, n.railway

-- All names of these trains and of those that may be one with them: that bear an equal name of one kind near enough in time, or are so connected.
-- $1 keys, $2 how many days each kind of name holds
with recursive known (train) as (
	select unnest($1::text[]) collate "C"
	union
	select n.other
	from known k
	cross join lateral (
		select n.other from train_akin n where n.train = k.train and n.apart <= ($2::int[])[n.kind + 1]
		offset 0 -- each by its own index
	) n
)
select n.name, n.kind, n.train, n.day - date '1970-01-01', n.railway, n.told
from known k cross join lateral (select * from train_name where train = k.train offset 0) n
order by n.train, n.kind, n.told, n.railway

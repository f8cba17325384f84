-- The keys that bear a name, or are it, on the latest day on or before which they were told of.  $1 name as it is looked for, $2 key, $3 day or null
select distinct train from train_name n
where (n.name = $1 or n.train = $2)
	and n.day = coalesce($3::date, (select max(m.day) from train_name m where m.name = $1 or m.train = $2))
order by 1

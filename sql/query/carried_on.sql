-- How many boxes are, were or are to be on each of these transports, by size and type, what they weigh together, and how many of which
-- nobody told that.  $1 keys, $2 of each the one that the transport is told by
select b.transport, coalesce(k.size_type, ''), count(*), coalesce(sum(b.kg) filter (where b.kg >= 0), 0), count(*) filter (where b.kg < 0)
from (
	select distinct t.transport, c.container, c.kg
	from unnest($1::text[], $2::text[]) as t (key, transport) join carried c on c.transport = t.key
) b
left join container k on k.number = b.container
group by b.transport, coalesce(k.size_type, '')
order by 1, 2

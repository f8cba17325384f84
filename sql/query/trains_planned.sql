-- Keys of the trains that bear one of these names on its day, by which an itinerary names them.  $1 names, $2 kinds, $3 days since 1970;
-- of each its number (from 1) and a key
select distinct p.i, n.train
from unnest($1::text[], $2::int[], $3::int[]) with ordinality as p (name, kind, day, i)
join train_name n on n.name = p.name and n.kind = p.kind and n.day = date '1970-01-01' + p.day
order by p.i, n.train

-- The size-types of containers whose journeys this transaction holds.  $1 numbers, $2 size-types
update container c
set size_type = n.size_type
from unnest($1::text[], $2::text[]) as n (number, size_type)
where c.number = n.number

-- Wagons of which anything was told, by number.  $1 after this subject (WAGON:...), $2 rows
select distinct subject
from event
where subject > $1::text and subject < 'WAGON:~' and subject_kind = 1
order by subject
limit $2::int

-- Which of these events are here: the place of each among them, from 0.  $1 ids, $2 subjects
select k.place - 1
from unnest($1::uuid[], $2::text[]) with ordinality as k (id, subject, place)
where exists (select from event e where e.id = k.id and e.subject = k.subject)

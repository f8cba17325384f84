-- Boxes that may be on these wagons and were held since then, sorted.  $1 wagons, $2 codes of what holds, $3 since when
select distinct l.subject
from unnest($1::text[]) as w (number)
join lookup l on l.value = w.number and l.kind = 5 and strpos(l.subject, ':') = 0
where exists (select from event e where e.subject = l.subject and e.happened >= $3::timestamptz and e.code = any ($2::text[]) and e.classifier = 0)
order by 1

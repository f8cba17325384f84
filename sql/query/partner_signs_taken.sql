-- The first of these signs that is another's.  $1 partner, $2 kinds, $3 values
select s.kind, s.value, s.partner
from unnest($2::text[], $3::text[]) as t (kind, value)
join partner_sign s on s.kind = t.kind and s.value = t.value
where s.partner <> $1
order by s.kind, s.value
limit 1

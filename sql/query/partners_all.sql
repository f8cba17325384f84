-- Partners by name, with when they were heard of among the latest messages and how many of their codes nobody mapped.  $1 one of them, null: all;
-- $2 behind this name, null: from the start; $3 rows; $4 how many messages are looked through
with heard as (
	select coalesce(s.partner, k.partner) as partner, max(i.received) as last, count(distinct i.id) as intakes
	from (select sender, intake from message order by xid desc, intake desc, line desc limit $4::int) m
	join intake i on i.id = m.intake
	left join lateral (
		select partner from partner_sign where kind in ('nad', 'unb') and value = upper(m.sender collate "C") order by kind limit 1
	) s on true
	left join partner_sign k on k.kind = 'key' and k.value = upper(i.sender collate "C")
	group by 1
), unmapped as (
	select partner, count(distinct (list, code)) as codes from unknown_code group by 1
)
select p.name, p.title, p.strictness, p.zones, p.acknowledge, p.contrl::int, p.datum, p.role,
	to_char(p.changed at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), to_char(h.last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
	coalesce(h.intakes, 0), coalesce(u.codes, 0)
from partner p
left join heard h on h.partner = p.name
left join unmapped u on u.partner = p.name
where ($1::text is null or p.name = $1) and ($2::text is null or p.name > $2)
order by p.name
limit $3::int

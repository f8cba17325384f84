-- Codes that nobody mapped of a partner, or of whom its signs name, those first that stand in most places.
-- $1 partner, $2 rows, $3 rows to pass over
select u.list, u.code, sum(u.times), count(distinct u.intake),
	to_char(min(i.received) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
	to_char(max(i.received) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
	(array_agg(u.intake order by i.received desc, u.intake desc))[1],
	(array_agg(u.sample order by i.received desc, u.intake desc))[1]
from unknown_code u join intake i on i.id = u.intake
where u.partner = $1 or upper(u.partner) in (select value from partner_sign where partner = $1 and kind in ('nad', 'unb', 'key'))
group by u.list, u.code
order by 3 desc, 4 desc, u.list, u.code
limit $2::int offset $3::int

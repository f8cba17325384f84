-- Deliveries that have a code, the latest first.  $1 partner, $2 list, $3 code
select u.intake
from unknown_code u join intake i on i.id = u.intake
where u.list = $2 and u.code = $3
	and (u.partner = $1 or upper(u.partner) in (select value from partner_sign where partner = $1 and kind in ('nad', 'unb', 'key')))
group by u.intake, i.received
order by i.received desc, u.intake desc

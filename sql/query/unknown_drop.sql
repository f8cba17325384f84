-- A code that is mapped by now is counted no more.  $1 partner, $2 list, $3 code
delete from unknown_code u
where u.list = $2 and u.code = $3
	and (u.partner = $1 or upper(u.partner) in (select value from partner_sign where partner = $1 and kind in ('nad', 'unb', 'key')))

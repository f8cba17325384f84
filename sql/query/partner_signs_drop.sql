-- $1 partner
delete from partner_sign where partner = $1

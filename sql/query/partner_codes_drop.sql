-- All that a partner's codes mean.  $1 partner
with places as (delete from place_code where system = $1),
	statuses as (delete from status_code where sender = $1)
delete from partner_code where partner = $1

-- What one code of a partner means.  $1 partner, $2 list, $3 code as it is kept, $4 list of statuses, null: it is none of statuses
with places as (delete from place_code where system = $1 and $2 = 'PLACE' and code = $3),
	statuses as (delete from status_code where sender = $1 and list = $4::text and status = $3)
delete from partner_code where partner = $1 and list = $2 and code = $3

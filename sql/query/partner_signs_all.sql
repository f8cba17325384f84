-- What partners are recognised by.  $1 one of them, null: all
select kind, value, partner from partner_sign where $1::text is null or partner = $1 order by partner, kind, value

-- $1 partner, $2 kinds, $3 values
insert into partner_sign (kind, value, partner) select kind, value, $1 from unnest($2::text[], $3::text[]) as s (kind, value)

-- What partners' codes mean, but for places and statuses, for the world.  no parameters
select partner, list, code, meaning from partner_code order by partner, list, code

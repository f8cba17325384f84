-- What other systems call places, for the world.
select place, system, code from place_code order by system, code, place

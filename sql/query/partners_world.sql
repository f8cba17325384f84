-- Partners, for the world.  no parameters
select name, acknowledge, contrl::int, datum, strictness, zones, role from partner order by name

-- Partners, for the world.  no parameters
select name, acknowledge, contrl::int, datum, strictness, zones from partner order by name

-- Every place, for the world.
select code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex from place order by code

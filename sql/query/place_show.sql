-- One place with its facilities and the codes others give it (a partner's own are the hub's to know), by its own code or by one of
-- those; one that it has in the same list comes first, as in messages.
-- $1 code
select code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex, source,
	(select json_agg(json_strip_nulls(json_build_object('list', f.list, 'code', f.code,
		'name', json_build_object('en', f.name_en, 'zh', f.name_zh, 'ru', f.name_ru), 'type', f.type,
		'lat', round(f.lat / 1000000.0, 6), 'lon', round(f.lon / 1000000.0, 6))) order by f.list, f.code) from facility f where f.place = p.code),
	(select json_agg(json_build_object('system', c.system, 'code', c.code) order by c.system, c.code) from place_code c where c.place = p.code
		and not exists (select from partner own where own.name = c.system))
from place p
where code = coalesce(
	(select min(c.place) from place_code c where c.system = 'UNLOCODE' and c.code = upper($1::text) having count(*) = 1),
	(select min(c.place) from place_code c where c.system = 'OWN' and c.code = upper($1::text) having count(*) = 1),
	(select own.code from place own where own.code = upper($1::text)),
	(select min(c.place) from place_code c where c.code = upper($1::text) having count(distinct c.place) = 1))

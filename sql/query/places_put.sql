-- Places of a list.  What is our own or a user's keeps its words; a published list only fills what is missing.  $1 source; $2 codes, $3 names en,
-- $4 zh, $5 ru, $6 countries, $7 lat, $8 lon, $9 zones, $10 kinds, $11 gauges, $12 complexes
insert into place as p (code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex, source)
select t.*, $1
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[]) t
on conflict (code) do update
set name_en = case when p.source = excluded.source then excluded.name_en else p.name_en end,
	name_zh = case when p.source = excluded.source then excluded.name_zh else coalesce(p.name_zh, excluded.name_zh) end,
	name_ru = case when p.source = excluded.source then excluded.name_ru else coalesce(p.name_ru, excluded.name_ru) end,
	lat = case when p.source = excluded.source then excluded.lat else coalesce(p.lat, excluded.lat) end,
	lon = case when p.source = excluded.source then excluded.lon else coalesce(p.lon, excluded.lon) end,
	zone = case when p.source = excluded.source then excluded.zone else coalesce(p.zone, excluded.zone) end,
	kinds = case when p.source = excluded.source or p.kinds = '' then excluded.kinds else p.kinds end,
	gauges = case when p.source = excluded.source then excluded.gauges else coalesce(p.gauges, excluded.gauges) end,
	complex = case when p.source = excluded.source then excluded.complex else coalesce(p.complex, excluded.complex) end

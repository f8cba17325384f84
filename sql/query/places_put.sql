-- Places of a list.  A published list (locode) gives way to any other; otherwise a row
-- keeps the words of the source it came from, and another source fills only what is missing.  $1 source; $2 codes, $3 names en,
-- $4 zh, $5 ru, $6 countries, $7 lat, $8 lon, $9 zones, $10 kinds, $11 gauges, $12 complexes
insert into place as p (code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex, source)
select distinct on (t.code) t.*, $1
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[])
	as t (code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex)
order by t.code
on conflict (code) do update
set name_en = case when p.source in (excluded.source, 'locode') then excluded.name_en else p.name_en end,
	name_zh = case when p.source in (excluded.source, 'locode') then excluded.name_zh else coalesce(p.name_zh, excluded.name_zh) end,
	name_ru = case when p.source in (excluded.source, 'locode') then excluded.name_ru else coalesce(p.name_ru, excluded.name_ru) end,
	lat = case when p.source in (excluded.source, 'locode') then excluded.lat else coalesce(p.lat, excluded.lat) end,
	lon = case when p.source in (excluded.source, 'locode') then excluded.lon else coalesce(p.lon, excluded.lon) end,
	zone = case when p.source in (excluded.source, 'locode') then excluded.zone else coalesce(p.zone, excluded.zone) end,
	kinds = case when p.source in (excluded.source, 'locode') or p.kinds = '' then excluded.kinds else p.kinds end,
	gauges = case when p.source in (excluded.source, 'locode') then excluded.gauges else coalesce(p.gauges, excluded.gauges) end,
	complex = case when p.source in (excluded.source, 'locode') then excluded.complex else coalesce(p.complex, excluded.complex) end,
	source = case when p.source in (excluded.source, 'locode') then excluded.source else p.source end

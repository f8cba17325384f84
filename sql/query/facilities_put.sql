-- Facilities of a list; our own keep their words.  $1 source; $2 places, $3 lists, $4 codes, $5 names en, $6 zh, $7 ru, $8 lat, $9 lon, $10 types
insert into facility as f (place, list, code, name_en, name_zh, name_ru, lat, lon, type, source)
select distinct on (t.place, t.list, t.code) t.*, $1
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[], $10::text[])
	as t (place, list, code, name_en, name_zh, name_ru, lat, lon, type)
order by t.place, t.list, t.code
on conflict (place, list, code) do update
set name_en = case when f.source in (excluded.source, 'smdg') then excluded.name_en else coalesce(f.name_en, excluded.name_en) end,
	name_zh = case when f.source in (excluded.source, 'smdg') then excluded.name_zh else coalesce(f.name_zh, excluded.name_zh) end,
	name_ru = case when f.source in (excluded.source, 'smdg') then excluded.name_ru else coalesce(f.name_ru, excluded.name_ru) end,
	lat = case when f.source in (excluded.source, 'smdg') then excluded.lat else coalesce(f.lat, excluded.lat) end,
	lon = case when f.source in (excluded.source, 'smdg') then excluded.lon else coalesce(f.lon, excluded.lon) end,
	type = case when f.source in (excluded.source, 'smdg') then excluded.type else coalesce(f.type, excluded.type) end,
	source = case when f.source in (excluded.source, 'smdg') then excluded.source else f.source end

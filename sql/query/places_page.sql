-- Places by code.
-- $1 beginning of the code, part of a name or a code that others give it, or null; $2 country or null; $3 after this code or null; $4 rows; $5 codes or null
select code, name_en, name_zh, name_ru, country, lat, lon, zone, kinds, gauges, complex, source
from place
where code > coalesce($3::text, '')
	and ($1::text is null or starts_with(code, upper($1::text)) or strpos(lower(name_en), lower($1::text)) > 0
		or strpos(name_zh, $1::text) > 0 or strpos(lower(name_ru), lower($1::text)) > 0
		or code in (select c.place from place_code c where c.code = upper($1::text)))
	and ($2::text is null or country = upper($2::text))
	and ($5::text[] is null or code = any ($5::text[]))
order by code
limit $4::int

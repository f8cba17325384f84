-- The facilities of these places, with what they are.
-- $1 places text[]
select place, code, type, json_strip_nulls(json_build_object('en', name_en, 'zh', name_zh, 'ru', name_ru))
from facility
where place = any ($1::text[])
order by place, code, list

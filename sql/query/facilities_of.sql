-- The facilities of these places, by what list they are coded, with what they are.
-- $1 places text[]
select place, code, list, name_en, type
from facility
where place = any ($1::text[])

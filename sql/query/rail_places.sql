-- What trains do at these places: the word of the border they belong to, and whether they change gauge there.  $1 places
select code, coalesce(complex, code), coalesce(kinds, '') ~ '(^| )gauge-change( |$)'
from place where code = any ($1::text[]) order by code collate "C"

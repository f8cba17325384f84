-- Forgets weeks before $1.
delete from stretch_week where week < $1::int

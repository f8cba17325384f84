-- How many containers stand where, by place and status; and, with no place, how many nobody can place.
-- $1 viewer's party: null, $2 status or null, $3 places text[] or null, $4 heard before this: silent (timestamptz)
select place, status, count(*), count(*) filter (where greatest(since, said) < $4::timestamptz),
	(extract(epoch from min(since)) * 1000000)::bigint
from journey
where open
	and ($2::text is null or status = $2::text)
	and ($3::text[] is null or place = any ($3::text[]))
	and $1::text is null -- a journey tells what everybody said: who may see a part of it gets nothing here
group by place, status
order by place, status

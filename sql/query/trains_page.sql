-- Trains by the day of their departure, latest first, each key with its names.
-- $1 viewer's party or null, $2 places they were at or null, $3 a name or null, $4 day or null, $5 and $6 after this day and md5 of a key or null, $7 rows, $8 words of the kinds
select t.train, t.day::text, (select json_agg(json_strip_nulls(json_build_object('kind', ($8::text[])[n.kind + 1], 'name', n.told, 'railway', nullif(n.railway, '')))
		order by n.kind, n.told, n.railway) from train_name n where n.train = t.train), md5(t.train)
from (select distinct n.train, n.day from train_name n where ($3::text is null or n.name = $3) and ($4::date is null or n.day = $4)) t
where ($5::date is null or t.day < $5::date or (t.day = $5::date and md5(t.train) > $6::text))
	and ($2::text[] is null or exists (select from event e where e.subject = t.train and e.place = any ($2::text[])))
	and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = t.train)
		or exists (select from ride r join access a on a.subject = r.container and a.party = $1 where r.train = t.train
			and (a.scope = 'all' or exists (select from event e where e.subject = r.container and e.happened = r.since and e.party = $1))))
order by t.day desc, md5(t.train)
limit $7::int

-- Handings over, latest first.  $1 viewer's party or null, $2 places or null, $3 since or null, $4 and $5 after this moment (microseconds since
-- 1970) and id, or null, $6 nothing, $7 rows
select e.id, e.subject, e.subject_kind, e.place, e.place_text, (extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e.precision,
	e.zone_source, e.happened_text, e.mode, e.wagon, e.operator_code, e.sender,
	(select substr(r, strpos(r, ':') + 1) from unnest(e.refs) r where r like 'TRANSFER-LIST:%' limit 1)
from event e
where e.code = 'HAND' and e.subject_kind < 3 and e.classifier = 0 and e.function not in (1, 6) and e.happened is not null
	and ($2::text[] is null or e.place = any ($2::text[])) and ($3::timestamptz is null or e.happened >= $3)
	and ($4::bigint is null or ((extract(epoch from e.happened) * 1000000)::bigint, e.id) < ($4::bigint, $5::uuid))
	and $6::text is null and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
order by e.happened desc, e.id desc, e.subject desc
limit $7::int

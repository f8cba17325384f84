-- The same as handovers_page, of a party that knows of few containers and wagons: of each of those.
-- $1 viewer's party or null, $2 places or null, $3 since or null, $4 and $5 after this moment (microseconds since 1970) and id, or null, $6 nothing,
-- $7 rows
select e.id, e.subject, e.subject_kind, e.place, e.place_text, (extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e.precision,
	e.zone_source, e.happened_text, e.mode, e.wagon, e.operator_code, e.sender,
	(select substr(r, strpos(r, ':') + 1) from unnest(e.refs) r where r like 'TRANSFER-LIST:%' limit 1)
from access a
	cross join lateral (
		select e.* from event_holding e
		where e.subject = a.subject and e.code = 'HAND' and e.subject_kind < 3 and (a.scope = 'all' or e.party = $1)
			and ($2::text[] is null or e.place = any ($2::text[]))
			and e.happened >= coalesce($3::timestamptz, '-infinity') and e.happened <= coalesce(to_timestamp($4::bigint / 1000000.0), 'infinity')
			and e.classifier = 0 and $6::text is null
			and ($4::bigint is null or ((extract(epoch from e.happened) * 1000000)::bigint, e.id) < ($4::bigint, $5::uuid))
		offset 0 -- each by its own index
	) e
where a.party = $1
order by e.happened desc, e.id desc, e.subject desc
limit $7::int

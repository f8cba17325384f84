-- Handings over, latest first, as they hold: what was taken back or replaced is left out.
-- $1 viewer's party or null, $2 places or null, $3 since or null, $4 and $5 after this moment (microseconds since 1970) and id, or null, $6 nothing,
-- $7 rows
-- Of each place the latest, by the index event_handover; where no place is asked for, of all that it has, one step from each to the next.
with recursive had (place) as (
	(select e.place from event e where e.code = 'HAND' and e.subject_kind < 3 and e.place is not null order by e.place limit 1)
	union all
	select (select e.place from event e where e.code = 'HAND' and e.subject_kind < 3 and e.place > had.place order by e.place limit 1)
	from had where had.place is not null
), candidate as (
	select h.* from (
		select unnest($2::text[])
		union all
		select place from had where $2::text[] is null and place is not null
	) s (place) cross join lateral (
		select e.* from event_holding e
		where e.place = s.place and e.code = 'HAND' and e.subject_kind < 3
			and e.happened >= coalesce($3::timestamptz, '-infinity') and e.happened <= coalesce(to_timestamp($4::bigint / 1000000.0), 'infinity')
			and e.classifier = 0 and $6::text is null
			and ($4::bigint is null or ((extract(epoch from e.happened) * 1000000)::bigint, e.id) < ($4::bigint, $5::uuid))
			and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
		order by e.happened desc, e.id desc, e.subject desc
		limit $7::int
	) h
	union all
	select h.* from (
		select e.* from event_holding e
		where $2::text[] is null and e.place is null and e.code = 'HAND' and e.subject_kind < 3
			and e.happened >= coalesce($3::timestamptz, '-infinity') and e.happened <= coalesce(to_timestamp($4::bigint / 1000000.0), 'infinity')
			and e.classifier = 0 and $6::text is null
			and ($4::bigint is null or ((extract(epoch from e.happened) * 1000000)::bigint, e.id) < ($4::bigint, $5::uuid))
			and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
		order by e.happened desc, e.id desc, e.subject desc
		limit $7::int
	) h
)
select e.id, e.subject, e.subject_kind, e.place, e.place_text, (extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e.precision,
	e.zone_source, e.happened_text, e.mode, e.wagon, e.operator_code, e.sender,
	(select substr(r, strpos(r, ':') + 1) from unnest(e.refs) r where r like 'TRANSFER-LIST:%' limit 1)
from candidate e
order by e.happened desc, e.id desc, e.subject desc
limit $7::int

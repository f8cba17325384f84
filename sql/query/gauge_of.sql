-- The same as gauge_page, of a party that knows of few containers: of each of those.
-- $1 viewer's party or null, $2 places or null, $3 since or null, $4 to $6 after this moment (microseconds since 1970), container and line, or
-- null, $7 rows
select g.container, g.line, g.place, g.from_gauge, g.to_gauge, g.kind,
	case when exists (select from unnest(f.refs || n.refs) r where substr(r, strpos(r, ':') + 1) = g.act) then g.act end,
	(extract(epoch from g.at) * 1000000)::bigint,
	f.wagon, f.at, f.happened_offset, f.precision, f.zone_source, f.happened_text, f.sender, f.seals,
	n.wagon, n.at, n.happened_offset, n.precision, n.zone_source, n.happened_text, n.sender, n.seals
from access a
	cross join lateral (select * from gauge_change c where c.container = a.subject offset 0) g -- each by its own index
left join lateral (
	select g.off_wagon as wagon, (extract(epoch from e.happened) * 1000000)::bigint as at, e.happened_offset, e.precision, e.zone_source,
		e.happened_text, e.sender, e.seals, e.refs
	from event e
	where e.id = g.off_event and e.subject = g.container and (a.scope = 'all' or e.party = $1)
) f on true
left join lateral (
	select g.on_wagon as wagon, (extract(epoch from e.happened) * 1000000)::bigint as at, e.happened_offset, e.precision, e.zone_source,
		e.happened_text, e.sender, e.seals, e.refs
	from event e
	where e.id = g.on_event and e.subject = g.container and (a.scope = 'all' or e.party = $1)
) n on true
where a.party = $1 and (f.at is not null or n.at is not null)
	and ($2::text[] is null or g.place = any ($2::text[])) and g.at >= coalesce($3::timestamptz, '-infinity')
	and g.at <= coalesce(to_timestamp($4::bigint / 1000000.0), 'infinity')
	and ($4::bigint is null or ((extract(epoch from g.at) * 1000000)::bigint, g.container, g.line) < ($4::bigint, $5::text, $6::int))
order by g.at desc, g.container desc, g.line desc
limit $7::int

-- Changes of gauge, latest first; of each half what the viewer was told.
-- $1 viewer's party or null, $2 places or null, $3 since or null, $4 to $6 after this moment (microseconds since 1970), container and line, or
-- null, $7 rows
-- Of each border the latest, by the index gauge_change_at; where no place is asked for, of all that it has, one step from each to the next.
with recursive had (complex) as (
	(select g.complex from gauge_change g order by g.complex limit 1)
	union all
	select (select g.complex from gauge_change g where g.complex > had.complex order by g.complex limit 1) from had where had.complex is not null
), latest as (
	select g.* from (
		select distinct coalesce(p.complex, p.code) from place p where p.code = any ($2::text[])
		union
		select complex from had where $2::text[] is null and complex is not null
	) s (complex) cross join lateral (
		select g.* from gauge_change g
		where g.complex = s.complex and ($2::text[] is null or g.place = any ($2::text[])) and g.at >= coalesce($3::timestamptz, '-infinity')
			and g.at <= coalesce(to_timestamp($4::bigint / 1000000.0), 'infinity')
			and ($4::bigint is null or ((extract(epoch from g.at) * 1000000)::bigint, g.container, g.line) < ($4::bigint, $5::text, $6::int))
			and ($1::text is null or exists (select from access a where a.party = $1 and a.subject = g.container and (a.scope = 'all' or exists
				(select from event e where e.subject = g.container and e.id in (g.off_event, g.on_event) and e.party = $1))))
		order by g.at desc, g.container desc, g.line desc
		limit $7::int
	) g
	order by g.at desc, g.container desc, g.line desc
	limit $7::int
)
select g.container, g.line, g.place, g.from_gauge, g.to_gauge, g.kind,
	case when exists (select from unnest(f.refs || n.refs) r where substr(r, strpos(r, ':') + 1) = g.act) then g.act end,
	(extract(epoch from g.at) * 1000000)::bigint,
	f.wagon, f.at, f.happened_offset, f.precision, f.zone_source, f.happened_text, f.sender, f.seals,
	n.wagon, n.at, n.happened_offset, n.precision, n.zone_source, n.happened_text, n.sender, n.seals
from latest g
left join lateral (
	select g.off_wagon as wagon, (extract(epoch from e.happened) * 1000000)::bigint as at, e.happened_offset, e.precision, e.zone_source,
		e.happened_text, e.sender, e.seals, e.refs
	from event e
	where e.id = g.off_event and e.subject = g.container and ($1::text is null or e.party = $1
		or exists (select from access a where a.party = $1 and a.subject = g.container and a.scope = 'all'))
) f on true
left join lateral (
	select g.on_wagon as wagon, (extract(epoch from e.happened) * 1000000)::bigint as at, e.happened_offset, e.precision, e.zone_source,
		e.happened_text, e.sender, e.seals, e.refs
	from event e
	where e.id = g.on_event and e.subject = g.container and ($1::text is null or e.party = $1
		or exists (select from access a where a.party = $1 and a.subject = g.container and a.scope = 'all'))
) n on true
where f.at is not null or n.at is not null
order by g.at desc, g.container desc, g.line desc

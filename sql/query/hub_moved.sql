-- What containers did at a hub a short while ago, whatever they have done since; soonest first.  What was taken back DCSA is not told.
-- $1 viewer's party or null, $2 its places text[], $3 since when (timestamptz), $4 codes of arrivals, $5 of departures text[], $6 rows
select e.subject, e.code = any ($5::text[]),
	(extract(epoch from e.happened) * 1000000)::bigint, e.happened_offset, e."precision", e.zone_source, e.happened_text,
	coalesce(e.destination, e.discharge_place), e.mode, e.transport, coalesce(e.vehicle, e.train), e.imo, e.voyage, e.wagon
from unnest($2::text[]) as p (place) cross join unnest($4::text[] || $5::text[]) as c (code) cross join lateral (
	select *
	from event e
	where e.place = p.place and e.code = c.code and e.dcsa is not null and e.subject_kind < 3
		-- What has happened since then was written since then: see events_at_place.sql.
		and e.xid >= coalesce((select i.xid from intake i where i.received <= $3::timestamptz - interval '1 hour'
			order by i.received desc limit 1), '0'::xid8)
		and e.movement is distinct from 'RESTOW' -- on the quay for its own ship, and on again
		and e.subject_kind = 0 and e.classifier = 0 and e.function not in (1, 6) and e.happened >= $3::timestamptz
		and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
	order by e.xid, e.line -- a stretch of the index for each place and code, and nothing beside it
	limit $6::int
) e
order by e.happened, e.id
limit $6::int

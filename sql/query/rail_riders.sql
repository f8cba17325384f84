-- The containers that ride on these wagons or in these trains about that time, sorted.
-- $1 wagons, $2 keys of trains, $3 from when, $4 until when: rides that begin then and have not ended long before, $5 not ended before
select distinct container from (
	select container, since, until from ride where wagon = any ($1::text[]) and classifier = 0
	union all
	select container, since, until from ride where train = any ($2::text[]) and classifier = 0
	union all
	select r.container, r.since, r.until from consist c
	cross join lateral (
		select * from ride where wagon = c.wagon and classifier = 0 and since between $3::timestamptz and $4::timestamptz offset 0 -- each by its own index
	) r
	where c.train = any ($2::text[]) and c.classifier = 0
) r
where since between $3::timestamptz and $4::timestamptz and (until is null or until >= $5::timestamptz)
order by 1

-- The wagons that may have been in these trains, with those that are given (kind 1); and behind them, by number, the containers that may have been
-- on these or on such a transport (kind 0).
-- $1 wagons text[], $2 keys of transports text[], $3 containers after this number or null, $4 rows of each kind
with told as materialized (
	-- each by its own index
	select e.subject_kind, e.subject from event e
	where e.transport = any ($2::text[]) and e.transport is not null and (e.dcsa is null or e.call is null) and e.subject_kind < 2
	union
	select e.subject_kind, e.subject
	from (select c.key from transport_call c where c.transport collate "C" = any ($2::text[])) c
	join event e on e.call = c.key and e.call is not null and e.dcsa is not null and e.subject_kind < 3
	where e.subject_kind < 2
),
wagon as materialized (
	select unnest($1::text[]) as number
	union
	select substr(subject, 7) from told where subject_kind = 1 and starts_with(subject, 'WAGON:')
	limit $4::int
)
select 1 as kind, number as subject from wagon
union all
(
	select 0, subject
	from (
		select subject from told where subject_kind = 0
		union
		select l.subject from wagon w join lookup l on l.value = w.number and l.kind = 5 and strpos(l.subject, ':') = 0
	) f
	where subject > coalesce($3::text, '')
	order by subject
	limit $4::int
)

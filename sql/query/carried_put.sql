-- On what boxes are, all of it.  $1 containers; a row each: $2 transports, $3 containers, $4 kilograms
with n as materialized (
	select distinct transport collate "C" as transport, container collate "C" as container, kg
	from unnest($2::text[], $3::text[], $4::int[]) as t (transport, container, kg)
),
was as materialized (
	select transport, container, kg from carried where container = any ($1::text[])
),
gone as (
	delete from carried c
	using (select transport, container from was except select transport, container from n) g
	where c.transport = g.transport and c.container = g.container
)
insert into carried (transport, container, kg)
table n except table was
on conflict (transport, container) do update set kg = excluded.kg

-- On what boxes are, all of it.  $1 containers; a row each: $2 transports, $3 containers
with n as materialized (
	select distinct transport collate "C" as transport, container collate "C" as container from unnest($2::text[], $3::text[]) as t (transport, container)
),
was as materialized (
	select transport, container from carried where container = any ($1::text[])
),
gone as (
	delete from carried c
	using (table was except table n) g
	where c.transport = g.transport and c.container = g.container
)
insert into carried (transport, container)
table n except table was

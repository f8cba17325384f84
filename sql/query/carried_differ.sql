-- Containers of which it is kept that they are on other transports than these.  $1 containers, all of them, $2 transports, $3 containers, $4 kilograms
with n as (
	select distinct container, transport, kg from unnest($2::text[], $3::text[], $4::int[]) as t (transport, container, kg)
),
was as materialized (
	select c.container, c.transport, c.kg from unnest($1::text[]) as b (container) join carried c on c.container = b.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

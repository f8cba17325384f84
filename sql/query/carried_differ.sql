-- Containers of which it is kept that they are on other transports than these.  $1 containers, all of them, $2 transports, $3 containers
with n as (
	select distinct container, transport from unnest($2::text[], $3::text[]) as t (transport, container)
),
was as materialized (
	select c.container, c.transport from unnest($1::text[]) as b (container) join carried c on c.container = b.container
)
select distinct container from ((table n except all table was) union all (table was except all table n)) d

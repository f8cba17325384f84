-- On what boxes are.  $1 transports, $2 containers
insert into carried (transport, container)
select distinct transport, container from unnest($1::text[], $2::text[]) as t (transport, container)
on conflict do nothing

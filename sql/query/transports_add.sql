-- The dated transports that are missing, and their calls, each in sorted order.  $1 keys, $2 modes, $3 imo, $4 call signs, $5 names, $6 voyages,
-- $7 carriers; $8 calls, $9 transports of the calls, $10 places of the calls; $11 services, $12 calls that they make
with transports as (
	insert into transport (key, mode, imo, call_sign, name, voyage, carrier)
	select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
	on conflict do nothing
), services as (
	insert into transport_service (service, call)
	select * from unnest($11::text[], $12::text[])
	on conflict do nothing
)
insert into transport_call (key, transport, place)
select * from unnest($8::text[], $9::text[], $10::text[])
on conflict do nothing

-- A partner, new or changed.  $1 name, $2 title, $3 strictness, $4 zones, $5 acknowledge, $6 version of CONTRL, $7 datum, $8 role or null
insert into partner (name, title, strictness, zones, acknowledge, contrl, datum, role)
values ($1, $2, $3, $4, $5, $6::smallint, $7, $8)
on conflict (name) do update
set title = excluded.title, strictness = excluded.strictness, zones = excluded.zones, acknowledge = excluded.acknowledge,
	contrl = excluded.contrl, datum = excluded.datum, role = excluded.role, changed = now()

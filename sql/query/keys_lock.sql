-- One change of the keys at a time, until its transaction ends: what it has found out of the others still holds then.
select pg_advisory_xact_lock(x'6c62206b657973'::bigint)

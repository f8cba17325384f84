-- Waits until nobody else judges: held until the transaction ends.  $1 key of the lock
select pg_advisory_xact_lock($1::bigint)

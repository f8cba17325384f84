-- Keeps two imports of the same bytes apart, as long as the connection lives.  $1 key
select pg_try_advisory_lock($1::bigint)

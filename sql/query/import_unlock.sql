-- $1 key, as locked
select pg_advisory_unlock($1::bigint)

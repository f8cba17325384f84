-- one migration at a time a database: waits for the others.  no parameters
select pg_advisory_lock(7165431620261)

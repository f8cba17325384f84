-- the newest migration applied, and the oldest program that may read the result.  no parameters
select coalesce(max(number), 0), coalesce(max(min_reader), 0) from schema_version

-- whether this database was ever migrated.  no parameters
select to_regclass('schema_version') is not null

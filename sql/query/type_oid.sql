-- the OID of a type.  $1: its name, as in search_path
select to_regtype($1)::oid

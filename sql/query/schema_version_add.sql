-- $1: number, $2: name, $3: min_reader
insert into schema_version (number, name, min_reader) values ($1, $2, $3)

-- $1 name
delete from sheet_profile where name = $1 returning name

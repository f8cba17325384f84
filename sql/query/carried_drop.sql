-- On what boxes are, before it is put anew.  $1 containers
delete from carried where container = any ($1::text[])

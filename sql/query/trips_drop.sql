-- The trips of boxes, before they are put anew.  $1 containers
delete from trip where container = any ($1::text[])

-- The trips of boxes, and on what they are, before they are put anew.  $1 containers
with gone as (delete from carried where container = any ($1::text[]))
delete from trip where container = any ($1::text[])

-- On what these boxes rode, and their changes of gauge, before they are told anew.  $1 containers
with gone as (delete from gauge_change where container = any ($1::text[]))
delete from ride where container = any ($1::text[])

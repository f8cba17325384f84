-- These were folded anew.  $1 containers
delete from refold_due where container = any ($1::text[])

-- Its signs and codes go with it, but for places and statuses.  $1 name
delete from partner where name = $1 returning name

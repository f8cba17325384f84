-- Something of a partner changed.  $1 name
update partner set changed = now() where name = $1 returning name

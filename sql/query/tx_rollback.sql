-- gives a transaction up.  no parameters
rollback

-- ends a transaction; answers ROLLBACK where it had failed.  no parameters
commit

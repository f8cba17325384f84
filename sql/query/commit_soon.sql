-- this transaction may be lost with the last fraction of a second before a crash: only for what is done again then.  no parameters
set local synchronous_commit = off

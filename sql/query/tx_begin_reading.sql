-- opens a transaction that only reads, all of it at one moment.  no parameters
begin isolation level repeatable read read only

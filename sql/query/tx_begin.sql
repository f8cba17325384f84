-- opens a transaction.  no parameters
begin isolation level read committed

-- Locks as journeys_lock does, for a transaction that reads the journeys slice by slice later on.  $1 containers
select count(*)
from (
	select
	from journey
	where container = any ($1::text[]) and open is not false -- as journeys_lock has it
	order by container
	for update
) held

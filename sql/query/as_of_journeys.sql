-- Adds journeys as they were known at the moment that this transaction reads.  $1 journey_in[]
select set_config('landbridge.as_of_journey', (current_setting('landbridge.as_of_journey')::journey_in[] || $1::journey_in[])::text, true)

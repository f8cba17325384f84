-- Adds journeys as they were known at the moment that this transaction reads.  $1 journey_in[]
select as_of_add('landbridge.as_of_journey', $1::journey_in[]::text)

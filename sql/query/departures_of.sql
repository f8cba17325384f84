-- When these transports left where, as their wagons tell: of trains that nobody calls by name.  $1 transports
select transport, place, (extract(epoch from min(happened)) * 1000000)::bigint
from event_holding
where transport = any ($1::text[]) and subject_kind = 1 and (dcsa is null or call is null) and code = 'DEPA' and classifier = 0 and place is not null
	and happened is not null
group by transport, place
order by transport, place

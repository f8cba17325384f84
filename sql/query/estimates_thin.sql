-- Of these boxes' estimates from before $2 those are kept that stood at the begin of a span of $3 seconds since 1970.  $1 containers
delete from estimate e
using estimate later
where e.container = any ($1::text[]) and e.at < $2::timestamptz
	and later.container = e.container and later.trip = e.trip and later.goal = e.goal and later.at > e.at
	and ceil(extract(epoch from later.at) / $3::bigint) = ceil(extract(epoch from e.at) / $3::bigint)

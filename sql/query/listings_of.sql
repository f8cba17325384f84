-- The lists of these calls, as known then: of lists of what is aboard each sender's latest.  A call's in a row.  $1 calls, $2 then
select call, code, classifier, sender, document, function, (extract(epoch from said) * 1000000)::bigint, (extract(epoch from happened) * 1000000)::bigint
from (
	select l.*, max(l.said) filter (where l.classifier = 0) over (partition by l.call, l.code, l.sender) as latest
	from listing l
	where l.call = any ($1::text[]) and l.recorded <= $2::timestamptz
) l
where classifier <> 0 or said = latest
order by call, code, classifier, sender, document

-- The lists of these calls, each as its latest word has it: of lists of what is aboard each sender's latest.  A call's in a row.  $1 calls
select call, code, classifier, sender, document, function, (extract(epoch from said) * 1000000)::bigint
from (
	select distinct on (call, code, classifier, sender, document) *
	from listing
	where call = any ($1::text[])
	order by call, code, classifier, sender, document, said desc
) l
where classifier <> 0
	or not exists (select from listing x where x.call = l.call and x.code = l.code and x.classifier = 0 and x.sender = l.sender and x.said > l.said)
order by call, code, classifier, sender, document

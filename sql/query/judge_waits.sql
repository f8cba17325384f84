-- Which of these containers wait for the judge, and whether it has yet to follow the feed: then more of them may.  $1 containers, $2 when
select d.container, exists (
	select from event e
	where e.subject_kind < 3 and (e.xid, e.line) > ((select xid from judge), (select line from judge)))
from (select null as container) one
left join box_due d on d.container = any ($1::text[]) and d.at <= $2::timestamptz

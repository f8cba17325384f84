-- What was odd about the messages that tell of a container, where it is about it or about none: intake, message, what.  $1 container
select m.intake, m.line, (select json_agg(d) from json_array_elements(m.diagnostics::json) d where coalesce(d ->> 'subject', $1) = $1)
from (select distinct intake, message from event where subject = $1 and subject_kind in (0, 3)) e
join message m on m.intake = e.intake and m.line = e.message
where m.diagnostics <> '[]'

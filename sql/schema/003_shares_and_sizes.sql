-- min_reader: 1
-- What is refused takes no more room than its sender may have: beyond that the delivery is noted, its bytes are not kept.

alter table intake add column kept boolean not null default true;  -- false: the bytes are not here, nor the messages
create index intake_refused on intake (sender, received) include (bytes) where status = 'rejected' and channel = 'post' and kept;

-- A box has the size-type that the latest of its events says, whether that is its last fact or not.
update journey j
set size_type = s.size_type
from (
	select distinct on (subject) subject, size_type
	from event
	where subject_kind = 0 and size_type is not null and function <> 1
	order by subject, happened desc nulls last, said desc nulls last, id desc
) s
where j.container = s.subject and j.size_type is distinct from s.size_type;
update container c
set size_type = j.size_type
from journey j
where j.container = c.number and j.open and c.size_type is distinct from j.size_type;

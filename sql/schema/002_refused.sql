-- min_reader: 1
-- What is refused takes no more room than its sender may have: beyond that the delivery is noted, its bytes are not kept.

alter table intake add column kept boolean not null default true;  -- false: the bytes are not here, nor the messages
create index intake_refused on intake (sender, received) include (bytes) where status = 'rejected' and channel = 'post' and kept;

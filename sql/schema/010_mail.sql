-- min_reader: 1
-- Mails that are finished with, so that none is taken twice: the mailbox as it is addressed, for how long its numbers hold, the number.
create table mail_seen (
	mailbox text collate "C" not null,
	validity bigint not null,
	uid bigint not null,
	answered boolean not null,   -- the receipt was sent, or none was due
	taken timestamptz not null default now(),
	primary key (mailbox, validity, uid)
);
grant select, insert on mail_seen to landbridge_runtime;

-- A mail is finished with.  $1 mailbox, $2 validity of its numbers, $3 number, $4 whether it was answered
insert into mail_seen (mailbox, validity, uid, answered) values ($1, $2::bigint, $3::bigint, $4::boolean)
on conflict (mailbox, validity, uid) do nothing

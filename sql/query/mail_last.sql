-- The last mail of a mailbox that is finished with; -1: none yet.  $1 mailbox, $2 validity of its numbers
select coalesce((select uid from mail_seen where mailbox = $1 and validity = $2::bigint order by uid desc limit 1), -1)

-- Somebody does something about an alert; none: there is no such alert.  $1 alert, $2 who, $3 step, $4 detail or null, $5 owner (assign),
-- $6 due (assign), $7 snoozed until (snooze), $8 because (false)
with stepped as (
	insert into alert_step (alert, who, step, detail, until) select id, $2, $3, $4, coalesce($6::timestamptz, $7::timestamptz) from alert where id = $1::uuid returning alert
)
update alert a
set changed = now(),
	acknowledged = case $3 when 'acknowledge' then now() when 'reopen' then null else acknowledged end,
	owner = case $3 when 'assign' then $5 else owner end,
	due = case $3 when 'assign' then $6::timestamptz else due end,
	snoozed = case $3 when 'snooze' then $7::timestamptz when 'reopen' then null else snoozed end,
	false_because = case $3 when 'false' then $8 when 'reopen' then null else false_because end
from stepped s
where a.id = s.alert
returning a.id

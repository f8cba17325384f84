-- What people did about an alert, in order.  $1 alert
select (extract(epoch from at) * 1000000)::bigint, who, step, detail from alert_step where alert = $1::uuid order by at, who, step

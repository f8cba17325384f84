-- min_reader: 1
-- What a late ship does to its boxes is written where it stands: half of each page is kept free for it, so that no index hears of it.
-- Of boxes that became due at once, thousands, the next ones stand next to each other.
alter table trip set (fillfactor = 50);
alter table alert_box set (fillfactor = 50);
grant update on trip to landbridge_runtime;
create index box_due_next on box_due (at, container);
drop index box_due_at;

-- min_reader: 1
-- What exceptions ask of all events at once.  Lists are kept by the judge as it follows the feed: from its beginning, so that it knows of all.

create table heard (                         -- who said something in that hour, by the sender's own clock; written with the events
	sender text collate "C" not null,
	at timestamptz not null,
	recorded timestamptz not null default now()
);
create index heard_sender on heard (sender, at); -- not unique: nobody waits for another to say the same
create table listing (                       -- a word of a list of what is to be, or is, loaded or discharged: what all its rows share
	call text collate "C" not null,          -- transport @ place
	code text collate "C" not null,          -- LOAD DISC ABRD
	classifier smallint not null,
	sender text collate "C" not null,
	document text collate "C" not null,      -- '': it has none
	said timestamptz not null,               -- when it came, where it does not say
	function smallint not null,
	recorded timestamptz not null default now(),
	primary key (call, code, classifier, sender, document, said)
);
grant select, insert on heard, listing to landbridge_runtime;

-- What stood at a time: what an exception was then, of which boxes, and what had been done about it.
alter table alert_step add until timestamptz; -- to be done, or to rest, by then
create table alert_box_was (like alert_box, primary key (alert, container, opened)); -- it left, and came back
grant select, insert on alert_box_was to landbridge_runtime;
do $$
declare
	t constant text := 'current_setting(''landbridge.as_of'')::timestamptz';
	-- of the last step of these, what it says if it is the first of them
	last constant text := '(select case when s.step = %L then %s end from alert_step s where s.alert = a.id and s.step in (%L, ''reopen'') and s.at <= '
		|| t || ' order by s.at desc limit 1)';
begin
	execute format('create view landbridge_as_of.heard as select * from heard where recorded <= %s', t);
	execute format('create view landbridge_as_of.listing as select * from listing where recorded <= %s', t);
	execute format('create view landbridge_as_of.alert_step as select * from alert_step where at <= %s', t);
	execute format('create view landbridge_as_of.alert as
		select a.id, a.code, a.cause_kind, a.cause, a.opened, case when a.closed <= %s then a.closed end as closed,
			(select s.detail from alert_step s where s.alert = a.id and s.step = ''assign'' and s.at <= %1$s order by s.at desc limit 1) as owner,
			(select s.until from alert_step s where s.alert = a.id and s.step = ''assign'' and s.at <= %1$s order by s.at desc limit 1) as due,
			%s as acknowledged, %s as snoozed, %s as false_because, a.changed
		from alert a where a.opened <= %1$s', t, format(last, 'acknowledge', 's.at', 'acknowledge'), format(last, 'snooze', 's.until', 'snooze'),
		format(last, 'false', 's.detail', 'false'));
	execute format('create view landbridge_as_of.alert_box as
		select distinct on (alert, container) alert, container, trip, since, place, seconds, event, late, opened,
			case when closed <= %s then closed end as closed
		from (select * from alert_box union all select * from alert_box_was) b
		where opened <= %1$s
		order by alert, container, opened desc', t);
end $$;
grant select on landbridge_as_of.heard, landbridge_as_of.listing, landbridge_as_of.alert_step, landbridge_as_of.alert, landbridge_as_of.alert_box
	to landbridge_runtime;

update judge set xid = '0', line = -1;

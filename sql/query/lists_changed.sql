-- Counts up with each list that is loaded, in the transaction that loads it: other processes see by it that
-- what they hold of places is old.  $1 the setting's name
insert into setting (name, value) values ($1, '1')
on conflict (name) do update set value = (setting.value::bigint + 1)::text

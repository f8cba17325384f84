-- min_reader: 1
-- This number is another change's; nothing is changed here.
select 1;

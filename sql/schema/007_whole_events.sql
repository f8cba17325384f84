-- min_reader: 1
-- An event can be told again as it was told to us: what its id goes by stands beside it, wholly.  Both are null where an older program wrote.
alter table event add said_offset int; -- of the clock that `said` was told by, seconds east of UTC
alter table event add train text;      -- its number; vehicle has the name where one was said too

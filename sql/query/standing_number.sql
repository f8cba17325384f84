-- How many words there are on routes, transfers and restrictions: they are never fewer.
select count(*) from standing

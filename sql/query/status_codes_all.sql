-- What was imported of the meanings of status codes, for the world.
select sender, list, status, event, classifier::int, mode::int, load_state::int, name from status_code order by sender, list, status

-- From here this transaction reads what was recorded by then, and has folded nothing of it yet (sql/schema/016_as_known_at.sql).
-- $1 moment, as text
select set_config('landbridge.as_of', $1, true),
	set_config('landbridge.as_of_journey', '{}', true), set_config('landbridge.as_of_ride', '{}', true),
	set_config('landbridge.as_of_consist', '{}', true), set_config('landbridge.as_of_wagon', '{}', true),
	set_config('landbridge.as_of_gauge_change', '{}', true), set_config('landbridge.as_of_trip', '{}', true),
	-- what stands in a setting has no index
	set_config('enable_hashjoin', 'on', true), set_config('enable_mergejoin', 'on', true),
	set_config('search_path', 'landbridge_as_of, ' || current_setting('search_path'), true)

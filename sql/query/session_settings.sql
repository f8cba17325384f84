-- what every connection of ours starts with.  $1: statement_timeout in ms as text, '0' for none
select set_config('statement_timeout', $1, false),
	set_config('TimeZone', 'UTC', false),
	set_config('DateStyle', 'ISO, YMD', false),
	set_config('bytea_output', 'hex', false),
	set_config('plan_cache_mode', 'force_generic_plan', false),
	set_config('client_connection_check_interval', '2s', false)

-- what every connection of ours starts with.  $1: statement_timeout in ms as text, '0' for none
select set_config('statement_timeout', $1, false),
	set_config('TimeZone', 'UTC', false),
	set_config('DateStyle', 'ISO, YMD', false),
	set_config('bytea_output', 'hex', false),
	-- A plan is made once and kept; made while a table was small it must still be right when that has grown: every statement of ours is
	-- driven by an index, so nothing else is considered.
	set_config('plan_cache_mode', 'force_generic_plan', false),
	set_config('enable_seqscan', 'off', false),
	set_config('enable_hashjoin', 'off', false),
	set_config('enable_mergejoin', 'off', false),
	set_config('client_connection_check_interval', '2s', false),
	-- Names mean our tables, wherever the role would look first; before the first migration there are none.
	set_config('search_path', coalesce((select quote_ident(n.nspname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.oid = to_regclass('schema_version')), 'public') || ', pg_temp', false)

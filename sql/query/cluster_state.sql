-- what of a private cluster is made already: role of the daemon's rights, its login, the database.  no parameters
select exists (select from pg_roles where rolname = 'landbridge_runtime'),
	exists (select from pg_roles where rolname = 'landbridge_app'),
	exists (select from pg_database where datname = 'landbridge')

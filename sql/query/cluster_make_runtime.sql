-- the role that is granted what the daemon needs.  no parameters
create role landbridge_runtime nologin

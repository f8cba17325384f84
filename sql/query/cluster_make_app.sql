-- the login of everything but migrations.  no parameters
create role landbridge_app login in role landbridge_runtime

-- Names of trains; the keys of the trains that so have another one.  $1 names, $2 kinds, $3 keys, $4 days since 1970, $5 railways, $6 as written
with added as (
	insert into train_name (name, kind, train, day, railway, told)
	select name, kind, train, date '1970-01-01' + day, railway, told
	from unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::text[], $6::text[]) as t (name, kind, train, day, railway, told)
	on conflict do nothing
	returning train
)
select distinct train from added

-- Words on papers, in the order of their keys; one that is there already stays as it is.
-- $1 kinds, $2 numbers, $3 hashes (bytea), $4 numbers as written, $5 senders, $6 parties, $7 said, $8 functions (int), $9 issued, $10 places,
-- $11 railways, $12 reasons, $13 kinds and $14 numbers of the papers they replace, $15 details, $16 intakes, $17 messages (int);
-- times as text
insert into paper (kind, number, hash, written, sender, party, said, function, issued, place, railway, reason, replaces_kind, replaces, detail,
	intake, message)
select kind, number, hash, written, sender, party, said::timestamptz, function, issued::timestamptz, place, railway, reason, replaces_kind,
	replaces, detail, intake, message
from unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[], $10::text[],
	$11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::uuid[], $17::int[])
	as p (kind, number, hash, written, sender, party, said, function, issued, place, railway, reason, replaces_kind, replaces, detail,
		intake, message)
on conflict do nothing

-- Codes of a delivery that nobody mapped.  $1 intake, $2 partners, $3 lists, $4 codes, $5 how often each, $6 where and how it was written
insert into unknown_code (partner, list, code, intake, times, sample)
select partner, list, code, $1::uuid, times, sample
from unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[]) as u (partner, list, code, times, sample)
on conflict (partner, list, code, intake) do update set times = unknown_code.times + excluded.times

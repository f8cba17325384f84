-- Whether a party knows of so few containers and wagons that each of them can be looked at.  $1 party, $2 how many
select count(*) <= $2::int from (select from access a where a.party = $1 limit $2::int + 1) a

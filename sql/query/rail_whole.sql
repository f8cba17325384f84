-- Of these containers those of which a party sees whatever anybody told, sorted.  $1 party, $2 containers
select subject from access where party = $1 and subject = any ($2::text[]) and scope = 'all' order by subject collate "C"

-- In which trains these wagons were, before that is told anew.  $1 numbers
delete from consist where wagon = any ($1::text[])

-- What became of the messages of an intake.  $1 intake
select line, status from message where intake = $1::uuid order by line

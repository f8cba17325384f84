-- binary
-- One piece of an intake's bytes.  $1 intake, $2 line
select bytes from intake_chunk where intake = $1::uuid and line = $2::int

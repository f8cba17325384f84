-- Acknowledgements of an intake as they were made.  $1 intake
select encode(bytes, 'hex') from acknowledgement where intake = $1::uuid order by line

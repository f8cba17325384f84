-- Before a delivery's codes are counted anew.  $1 intake
delete from unknown_code where intake = $1::uuid

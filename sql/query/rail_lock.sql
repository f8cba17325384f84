-- What is told of wagons and trains, and of boxes that name them: who tells of a wagon or train, or gives a train another name, waits for all
-- others and they for it, so that the later one sees on what a box rides and what that has told; those who tell of boxes alone do not wait for each
-- other.  $1 whether it tells of boxes alone
select case when $1::boolean then pg_advisory_xact_lock_shared(3306, 0) else pg_advisory_xact_lock(3306, 0) end

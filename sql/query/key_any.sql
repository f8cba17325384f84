-- Whether any key was ever made: a revoked one counts, so that revoking the last does not open the door.
select exists (select from api_key)

-- Whether any key is in use.
select exists (select from api_key where revoked is null)

-- Saved profiles of sheets, by name.  No parameters
select name, profile from sheet_profile order by name

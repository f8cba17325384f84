-- How far the feed was judged, and whether boxes are left to be: another text when anything was understood since.  no parameters
select j.xid || '/' || j.line || '/' || exists (select from box_due where at <= now()) from judge j

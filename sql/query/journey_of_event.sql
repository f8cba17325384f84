-- The container that an event tells of, as far as the viewer may see.  $1 viewer's party or null, $2 event id
select subject
from event e
where id = $2::uuid and subject_kind = 0
	and ($1::text is null or e.party = $1 or exists (select from access a where a.party = $1 and a.subject = e.subject and a.scope = 'all'))
limit 1

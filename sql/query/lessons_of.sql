-- What these boxes taught.  $1 containers
select container, lessons from box_lesson where container = any ($1::text[])

-- What boxes teach, in place of what they taught.  $1 containers, $2 lessons
insert into box_lesson (container, lessons)
select container, lessons from unnest($1::text[], $2::text[]) as l (container, lessons) order by container
on conflict (container) do update set lessons = excluded.lessons

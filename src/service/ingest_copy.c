/* Events of containers that are claimed, many at once: which of them are here is asked, the others come in by
 * COPY. */
#include "service/ingest_write.h"

#include <stdlib.h>
#include <string.h>

static int by_container_sought(const void *container, const void *b)
{
	const struct stored_journey *j = b;

	return strcmp(container, j->container);
}

/* Nothing was told of it before: its journey is this transaction's. */
static bool is_of_new_box(const struct writing *w, const struct event *e)
{
	const struct stored_journey *j =
		bsearch(e->subject, w->journeys, w->journey_count, sizeof *w->journeys, by_container_sought);

	return j && j->is_new;
}

static bool is_same(const struct event *a, const struct event *b)
{
	return memcmp(a->id, b->id, sizeof a->id) == 0 && strcmp(a->subject, b->subject) == 0;
}

/* Of events that are one the first counts. */
static bool is_again(const struct writing *w, size_t i)
{
	return i > w->others && is_same(&w->sorted[i]->event, &w->sorted[i - 1]->event);
}

static bool mark_unknown(struct writing *w, struct stored_event **asked, size_t n, struct fault *f)
{
	bool *known = arena_alloc_array(&w->arena, n + 1, sizeof *known);
	struct rows *r;

	if (n && !events_known(w->conn, &w->arena, asked, n, &r, f))
		return false;
	for (int row = 0; n && row < rows_count(r); row++)
		known[rows_int(r, row, 0)] = true;
	for (size_t i = 0; i < n; i++)
		if (!known[i])
			writing_mark_new(w, asked[i]->line);
	return true;
}

static bool mark_new(struct writing *w, struct fault *f)
{
	struct stored_event **asked = arena_alloc_array(&w->arena, w->event_count + 1, sizeof *asked);
	size_t n = 0;

	writing_journeys(w);
	for (size_t i = w->others; i < w->event_count; i++) {
		if (is_again(w, i))
			continue;
		if (is_of_new_box(w, &w->sorted[i]->event))
			writing_mark_new(w, w->sorted[i]->line);
		else
			asked[n++] = w->sorted[i];
	}
	return mark_unknown(w, asked, n, f);
}

bool writing_events_copy(struct writing *w, struct fault *f)
{
	struct stored_event **added = arena_alloc_array(&w->arena, w->event_count + 1, sizeof *added);
	size_t n = 0;

	if (w->others == w->event_count)
		return true;
	if (!mark_new(w, f))
		return false;
	for (size_t i = 0; i < w->event_count;
		i++) /* side by side, as they are asked for and as indexes grow */
		if (w->by_line[i]->is_new && w->by_line[i]->event.subject_kind == SUBJECT_CONTAINER)
			added[n++] = w->by_line[i];
	return !n || events_copy(w->conn, &w->arena, added, n, f);
}

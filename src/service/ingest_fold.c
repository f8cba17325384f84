#include "service/ingest_fold.h"

#include <stdlib.h>
#include <string.h>

static int by_container_sought(const void *container, const void *b)
{
	const struct stored_journey *j = b;

	return strcmp(container, j->container);
}

static struct stored_journey *journey_of(const char *container, struct stored_journey *journeys, size_t n)
{
	return bsearch(container, journeys, n, sizeof *journeys, by_container_sought);
}

/* Events that turn out to be voided. */
struct gone {
	const struct event **events;
	size_t count;
};

/* One container's events, which stand together, into its journey. */
static void fold_one(struct arena *a, struct event *events, size_t n, struct journey *j, struct gone *gone)
{
	const struct event **order = arena_alloc_array(a, n, sizeof *order);
	bool *voided = arena_alloc_array(a, n, sizeof *voided);

	for (size_t i = 0; i < n; i++)
		order[i] = &events[i];
	journey_start(j);
	journey_fold(j, a, order, n, voided);
	for (size_t i = 0; i < n; i++)
		if (voided[i])
			gone->events[gone->count++] = order[i];
}

bool fold_anew(struct conn *c, struct arena *a, const char **containers, size_t n,
	struct stored_journey *journeys, size_t journey_count, struct fault *f)
{
	struct event *events;
	size_t count;
	struct gone gone = {0};

	if (!events_of(c, a, containers, n, NULL, &events, &count, f))
		return false;
	gone.events = arena_alloc_array(a, count + 1, sizeof *gone.events);
	for (size_t i = 0, until; i < count; i = until) {
		struct stored_journey *s = journey_of(events[i].subject, journeys, journey_count);

		for (until = i + 1; until < count; until++)
			if (strcmp(events[until].subject, events[i].subject) != 0)
				break;
		if (!s)
			continue;
		fold_one(a, events + i, until - i, &s->journey, &gone);
		s->changed = true;
	}
	return !gone.count || events_unsay(c, a, gone.events, gone.count, f);
}

bool fold_journeys(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct stored_journey *journeys, size_t journey_count, struct fault *f)
{
	const char **anew = arena_alloc_array(a, journey_count + 1, sizeof *anew);
	bool *touched = arena_alloc_array(a, journey_count + 1, sizeof *touched);
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		struct stored_journey *s =
			events[i]->is_new ? journey_of(events[i]->event.subject, journeys, journey_count)
					  : NULL;

		if (!s)
			continue;
		s->changed |= journey_take(&s->journey, &events[i]->event);
		touched[s - journeys] = true;
	}
	for (size_t i = 0; i < journey_count; i++)
		if (touched[i] && (journeys[i].journey.voids || journeys[i].journey.sizes_differ))
			anew[count++] = journeys[i].container;
	return !count || fold_anew(c, a, anew, count, journeys, journey_count, f);
}

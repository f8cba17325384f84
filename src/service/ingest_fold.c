#include "service/ingest_fold.h"

#include "service/rail.h"

#include <stdlib.h>
#include <string.h>

#define AT_ONCE 128 /* boxes whose events, and those of what they ride on, are in memory */

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

/* What a fold of several boxes tells beside their journeys. */
struct folding {
	struct arena *a;
	const struct rail *rail; /* NULL: none of them names a wagon or train */
	struct gone gone;
	struct rail_box *boxes;
	size_t box_count;
};

static bool names_rail(const struct event *events, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ride_names(&events[i]))
			return true;
	return false;
}

/* One container's events, which stand together, into its journey. */
static void fold_one(struct folding *x, struct event *events, size_t n, struct journey *j)
{
	struct timeline t;

	rail_timeline_all(x->rail, x->a, events->subject, events, n, &t);
	*j = t.state;
	for (size_t i = 0; i < t.count; i++)
		if (t.voided[i])
			x->gone.events[x->gone.count++] = t.events[i];
	if (x->rail && names_rail(events, n))
		x->boxes[x->box_count++] = rail_box_of(x->rail, x->a, events->subject, &t);
}

static bool save_boxes(struct conn *c, struct folding *x, struct fault *f)
{
	struct batch *b = batch_new(c, x->a);

	if (!x->box_count)
		return true;
	rail_boxes_later(b, x->a, x->boxes, x->box_count);
	return batch_run(b, f);
}

/* What it was folded from goes. */
static void keep_text(struct arena *a, struct journey *j)
{
	const char **texts[] = {&j->place, &j->place_text, &j->facility, &j->facility_list, &j->transport,
		&j->vehicle, &j->wagon, &j->voyage, &j->size_type, &j->code, &j->since.text};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = arena_strdup(a, *texts[i]);
}

static bool save(struct conn *c, struct folding *x, struct fault *f)
{
	return save_boxes(c, x, f) &&
	       (!x->gone.count || events_unsay(c, x->a, x->gone.events, x->gone.count, f));
}

static bool fold_some(struct conn *c, struct arena *a, struct arena *scratch, const char **containers,
	size_t n, struct stored_journey *journeys, size_t journey_count, struct fault *f)
{
	struct folding x = {.a = scratch};
	struct event *events;
	struct rail *rail;
	size_t count;

	if (!events_of(c, scratch, containers, n, NULL, &events, &count, f) ||
		!rail_read_all(&rail, c, scratch, NULL, events, count, f))
		return false;
	x.rail = rail;
	x.gone.events = arena_alloc_array(scratch, count + 1, sizeof *x.gone.events);
	x.boxes = arena_alloc_array(scratch, n + 1, sizeof *x.boxes);
	for (size_t i = 0, until; i < count; i = until) {
		struct stored_journey *s = journey_of(events[i].subject, journeys, journey_count);

		for (until = i + 1; until < count; until++)
			if (strcmp(events[until].subject, events[i].subject) != 0)
				break;
		if (!s)
			continue;
		fold_one(&x, events + i, until - i, &s->journey);
		keep_text(a, &s->journey);
		s->changed = true;
	}
	return save(c, &x, f);
}

bool fold_anew(struct conn *c, struct arena *a, const char **containers, size_t n,
	struct stored_journey *journeys, size_t journey_count, struct fault *f)
{
	struct arena scratch = ARENA_INIT;
	bool fine = true;

	for (size_t i = 0; fine && i < n; i += AT_ONCE) {
		fine = fold_some(c, a, &scratch, containers + i, n - i < AT_ONCE ? n - i : AT_ONCE, journeys,
			journey_count, f);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	return fine;
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
		if (touched[i] && (journeys[i].journey.voids || journeys[i].journey.anew))
			anew[count++] = journeys[i].container;
	return !count || fold_anew(c, a, anew, count, journeys, journey_count, f);
}

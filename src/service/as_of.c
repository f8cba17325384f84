#include "service/as_of.h"

#include "base/limits.h"
#include "base/words.h"
#include "codes/iso6346.h"
#include "service/as_of_inside.h"
#include "service/judge.h"
#include "service/rail.h"
#include "store/journey_store.h"
#include "system/clock.h"

#include <string.h>

#define AT_ONCE 100

instant asking_now(const struct asking *q)
{
	return q->as_of ? q->as_of : clock_now();
}

void as_of_add(struct as_of_names *names, struct arena *a, const char *name)
{
	names->at = arena_grow(a, names->at, names->count, &names->room, sizeof *names->at);
	names->at[names->count++] = name;
}

struct folding {
	struct asking *q;
	size_t events;             /* so far */
	struct as_of_names wagons; /* that boxes were on, where asked for */
	bool wants_wagons, wants_trips;
};

/* What is folded of some boxes, in an arena that is let go. */
struct folded {
	struct arena *a;
	const struct rail *rail;
	struct stored_journey *journeys;
	struct rail_box *boxes;
	size_t count, box_count;
};

static void keep_wagons(struct folding *x, const struct rail_box *box)
{
	for (size_t i = 0; x->wants_wagons && i < box->span_count; i++)
		if (box->spans[i].wagon)
			as_of_add(&x->wagons, x->q->arena, arena_strdup(x->q->arena, box->spans[i].wagon));
}

/* One box, whose events stand together. */
static void fold_one(struct folding *x, struct folded *f, const struct event *events, size_t n)
{
	struct stored_journey *s = &f->journeys[f->count++];
	struct timeline t;

	rail_timeline_all(f->rail, f->a, events->subject, events, n, &t);
	*s = (struct stored_journey){
		.container = events->subject, .number = 1, .journey = t.state, .is_new = true};
	s->journey.number_failed = iso6346_judge(s->container, NULL) != ISO6346_HOLDS;
	if (!f->rail)
		return;
	f->boxes[f->box_count] = rail_box_of(f->rail, f->a, events->subject, &t);
	keep_wagons(x, &f->boxes[f->box_count++]);
}

static bool tell(struct asking *q, const struct folded *f)
{
	struct batch *b = batch_new(q->conn, f->a);

	if (!journeys_as_of_later(b, f->a, q->conn, f->journeys, f->count, q->fault))
		return false;
	rail_boxes_as_of_later(b, f->a, f->boxes, f->box_count);
	return batch_run(b, q->fault);
}

/* What the judge would keep of them. */
static bool fold_trips(struct asking *q, struct arena *a, const char *const *numbers, size_t n)
{
	const struct stories_asked asked = {
		numbers, n, NULL, asking_now(q), (int)n * LIMIT_TIMELINE + 1, false};
	struct world *w = service_world(q->service);
	struct stories s;
	bool fine = stories_read(&s, q->conn, a, w, &asked, q->fault);

	if (fine) {
		struct batch *b = batch_new(q->conn, a);
		struct judged j = judged_of(a, &s);

		trips_as_of_later(b, a, &j);
		fine = batch_run(b, q->fault);
	}
	world_release(w);
	return fine;
}

static bool fold_some(struct folding *x, struct arena *a, const char *const *numbers, size_t n)
{
	struct asking *q = x->q;
	struct folded f = {.a = a,
		.journeys = arena_alloc_array(a, n + 1, sizeof *f.journeys),
		.boxes = arena_alloc_array(a, n + 1, sizeof *f.boxes)};
	struct event *events;
	struct rail *rail;
	size_t count;

	if (!events_of(q->conn, a, numbers, n, NULL, &events, &count, q->fault) ||
		!rail_read_all(&rail, q->conn, a, NULL, events, count, q->fault))
		return false;
	f.rail = rail;
	for (size_t i = 0, until; i < count; i = until) {
		for (until = i + 1; until < count; until++)
			if (strcmp(events[until].subject, events[i].subject) != 0)
				break;
		fold_one(x, &f, events + i, until - i);
	}
	x->events += count;
	return !f.count || (tell(q, &f) && (!x->wants_trips || fold_trips(q, a, numbers, n)));
}

/* *done: how many of them; not all where they have too many events. */
static bool fold_all(struct folding *x, const char *const *numbers, size_t n, size_t *done)
{
	struct arena a = ARENA_INIT;
	bool fine = true;

	for (*done = 0; fine && *done < n && x->events < LIMIT_MAP_EVENTS;) {
		size_t some = n - *done < AT_ONCE ? n - *done : AT_ONCE;

		fine = fold_some(x, &a, numbers + *done, some);
		arena_reset(&a);
		*done += some;
	}
	arena_free(&a);
	return fine;
}

bool as_of_fold(struct asking *q, const char *const *numbers, size_t n, bool trips, size_t *done)
{
	struct folding x = {.q = q, .wants_trips = trips};

	return fold_all(&x, numbers, n, done);
}

bool as_of_fold_wagons(struct asking *q, const char *const *wagons, size_t n)
{
	struct arena a = ARENA_INIT;
	bool fine = true;

	for (size_t i = 0; fine && i < n; i += AT_ONCE) {
		struct batch *b = batch_new(q->conn, &a);
		struct rail_wagon *folded;
		size_t count;

		fine = rail_wagons_read(q->conn, &a, wagons + i, n - i < AT_ONCE ? n - i : AT_ONCE, &folded,
			&count, q->fault);
		if (fine && count) {
			rail_wagons_as_of_later(b, &a, folded, count);
			fine = batch_run(b, q->fault);
		}
		arena_reset(&a);
	}
	arena_free(&a);
	return fine;
}

bool as_of_box(struct asking *q, const char *number)
{
	struct folding x = {.q = q, .wants_wagons = true};
	size_t done;

	if (!q->as_of)
		return true;
	return fold_all(&x, &number, 1, &done) &&
	       as_of_fold_wagons(q, x.wagons.at, words_once(x.wagons.at, x.wagons.count));
}

#include "domain/eta_trial.h"

#include "domain/eta_held.h"
#include "domain/eta_shelf.h"
#include "domain/eta_then.h"
#include "domain/journey.h"
#include "record/leg.h"

#include <stdlib.h>
#include <string.h>

#define HOUR (3600 * INSTANT_SECOND)

#define EVERY (48 * HOUR)

struct question {
	const char *corridor;
	instant asked, began;
	struct eta_came came;
	instant booked[ETA_GOALS];    /* as it was planned at first */
	instant scheduled[ETA_GOALS]; /* and as it was then */
	instant told[ETA_GOALS];      /* and estimated, by whoever spoke last */
	struct eta_way way[2];        /* until available, delivered */
	bool leads[2];
};

struct lane { /* how long one trip took to each goal */
	const char *corridor;
	instant took[ETA_GOALS], until[ETA_GOALS];
};

struct eta_trial {
	struct arena *a;
	const struct eta_way_world *w;
	instant since;
	struct eta_shelf *shelf;
	struct question *questions;
	struct lane *lanes;
	size_t count, room, lane_count, lane_room;
};

struct eta_trial *eta_trial_make(struct arena *a, const struct eta_way_world *w, instant since)
{
	struct eta_trial *t = arena_alloc(a, sizeof *t);

	*t = (struct eta_trial){.a = a, .w = w, .since = since, .shelf = eta_shelf_make(a)};
	return t;
}

size_t eta_trial_trips(const struct eta_trial *t)
{
	return t->lane_count;
}

/* ---- what came ---- */

static instant begin_of(const struct eta_folded *f, const struct trip *trip)
{
	for (size_t k = trip->first; k < trip->until; k++) {
		const struct fact *x = f->facts.list[k];

		if (x->speaker && journey_moves(x->code) && x->load_state != LOAD_EMPTY &&
			x->when.at != INSTANT_NONE)
			return x->when.at;
	}
	return INSTANT_NONE;
}

/* ---- what is asked ---- */

static void keep_stretch(struct arena *a, struct stretch *s)
{
	s->from = arena_strdup(a, s->from);
	s->to = arena_strdup(a, s->to);
	s->direction = arena_strdup(a, s->direction);
}

static void keep_telling(struct arena *a, struct eta_telling *t)
{
	keep_stretch(a, &t->past);
	t->who = t->past.from;
}

static void keep_way(struct arena *a, struct eta_way *way)
{
	for (size_t i = 0; i < way->count; i++) {
		struct eta_way_step *s = &way->steps[i];
		struct eta_telling *told = arena_alloc_array(a, s->told_count + 1, sizeof *told);

		keep_stretch(a, &s->stretch);
		if (s->plan.at != INSTANT_NONE)
			keep_telling(a, &s->plan);
		for (size_t k = 0; k < s->told_count; k++) {
			told[k] = s->told[k];
			keep_telling(a, &told[k]);
		}
		s->told = told;
	}
}

static instant told_last(const struct eta_way_step *s)
{
	const struct eta_telling *last = s->told_count ? s->told : NULL;

	for (size_t i = 1; i < s->told_count; i++)
		if (s->told[i].said > last->said)
			last = &s->told[i];
	return last ? last->at : INSTANT_NONE;
}

static void note_words(struct question *q, const struct eta_way *way)
{
	for (size_t i = 0; i < way->count; i++)
		for (int g = 0; g < ETA_GOALS; g++) {
			const struct eta_way_step *s = &way->steps[i];

			if (!(s->goals & 1u << g))
				continue;
			q->scheduled[g] = s->plan.at;
			q->told[g] = told_last(s);
		}
}

/* When it was to arrive by the first itinerary that was told of the trip; INSTANT_NONE: none was. */
static instant booked_for(struct arena *a, const struct trip *t)
{
	const struct event *first = NULL;
	struct leg *legs;
	size_t n;

	for (size_t i = 0; i < t->plan_count; i++)
		if (strcmp(t->plans[i]->code, EVENT_ITINERARY) == 0 &&
			(!first || t->plans[i]->said < first->said))
			first = t->plans[i];
	n = first ? legs_read(a, first, &legs) : 0;
	while (n && legs[n - 1].mode == MODE_TRUCK)
		n--;
	return n ? legs[n - 1].arrives.at : INSTANT_NONE;
}

/* Of what was planned once only that is the first plan, too. */
static void note_booked(struct question *q, struct arena *a, const struct trip *t)
{
	instant at = booked_for(a, t);

	for (int g = 0; g < ETA_GOALS; g++)
		q->booked[g] = at == INSTANT_NONE || q->scheduled[g] == INSTANT_NONE ? q->scheduled[g] : at;
}

/* The trip that was under way then. */
static const struct trip *open_trip(const struct eta_folded *f)
{
	return f->trips.count ? &f->trips.list[f->trips.count - 1] : NULL;
}

static void ask(
	struct eta_trial *t, const struct eta_trial_box *box, const struct question *like, instant now)
{
	struct arena scratch = ARENA_INIT;
	struct itinerary itinerary = {0};
	struct question *q;
	struct eta_folded f;
	struct eta_then then;

	t->questions = arena_grow(t->a, t->questions, t->count, &t->room, sizeof *t->questions);
	q = &t->questions[t->count];
	*q = *like;
	q->asked = now;
	for (int g = 0; g < ETA_GOALS; g++)
		q->booked[g] = q->scheduled[g] = q->told[g] = INSTANT_NONE;
	eta_then_go_back(&then, &scratch, box, now);
	eta_then_fold(&f, &then);
	if (open_trip(&f)) {
		itinerary_make(&itinerary, &scratch, &then.itinerary, &f.facts, open_trip(&f));
		for (int k = 0; k < 2; k++) {
			q->leads[k] = eta_way_make(&q->way[k], &scratch, t->w, &f.facts, open_trip(&f),
				&itinerary, k ? ETA_DELIVERED : ETA_AVAILABLE, now);
			keep_way(t->a, &q->way[k]);
			note_words(q, &q->way[k]);
		}
		note_booked(q, &scratch, open_trip(&f));
		t->count++;
	}
	arena_free(&scratch);
}

static instant last_of(const instant happened[ETA_GOALS])
{
	instant last = INSTANT_NONE;

	for (int g = 0; g < ETA_GOALS; g++)
		last = happened[g] > last ? happened[g] : last;
	return last;
}

/* At moments that have nothing to do with what came: asked so long before it, those who are late would be
 * asked the more. */
static void ask_all(struct eta_trial *t, const struct eta_trial_box *box, const struct question *like)
{
	instant first = like->began + tally_passing(box->container, like->began) % (EVERY / INSTANT_SECOND) *
					      INSTANT_SECOND;

	for (instant now = first; now < last_of(like->came.happened); now += EVERY)
		if (now >= t->since)
			ask(t, box, like, now);
}

static void add_trip(struct eta_trial *t, const struct eta_trial_box *box, const struct eta_folded *f,
	const struct eta_then *then, const struct trip *trip)
{
	struct question like = {.began = begin_of(f, trip)};
	struct itinerary i;
	struct lane *lane;

	itinerary_make(&i, then->a, &then->itinerary, &f->facts, trip);
	if (like.began == INSTANT_NONE || !i.origin || !i.destination)
		return;
	eta_came_of(&like.came, t->w->stretch, box->container, &f->facts, trip, i.destination);
	if (like.came.happened[ETA_ARRIVAL] == INSTANT_NONE &&
		like.came.happened[ETA_DISCHARGE] == INSTANT_NONE &&
		like.came.happened[ETA_DELIVERED] == INSTANT_NONE)
		return;
	like.corridor = arena_printf(t->a, "%s-%s", t->w->stretch->complex_of(t->w->stretch->self, i.origin),
		t->w->stretch->complex_of(t->w->stretch->self, i.destination));
	t->lanes = arena_grow(t->a, t->lanes, t->lane_count, &t->lane_room, sizeof *t->lanes);
	lane = &t->lanes[t->lane_count++];
	*lane = (struct lane){.corridor = like.corridor};
	for (int g = 0; g < ETA_GOALS; g++) {
		lane->until[g] = like.came.happened[g];
		if (like.came.happened[g] != INSTANT_NONE) /* else nobody asks how long it took */
			lane->took[g] = like.came.happened[g] - like.began;
	}
	ask_all(t, box, &like);
}

static void learn(
	struct eta_trial *t, const struct eta_trial_box *box, const struct eta_folded *f, struct arena *a)
{
	struct stretch_seen *seen, *told;
	size_t n = stretches_of(a, t->w->stretch, box->container, &f->facts, NULL, &seen);
	size_t m = stretch_tellings(a, t->w->stretch, &f->facts, f->events, f->count, &told);

	for (size_t i = 0; i < n; i++)
		eta_shelf_add(t->shelf, t->w->stretch, &seen[i]);
	for (size_t i = 0; i < m; i++)
		eta_shelf_add(t->shelf, t->w->stretch, &told[i]);
}

void eta_trial_add(struct eta_trial *t, const struct eta_trial_box *box)
{
	struct arena scratch = ARENA_INIT;
	struct eta_folded f;
	struct eta_then last;

	eta_then_go_back(&last, &scratch, box, INT64_MAX);
	eta_then_fold(&f, &last);
	learn(t, box, &f, &scratch);
	for (size_t i = 0; i < f.trips.count; i++)
		add_trip(t, box, &f, &last, &f.trips.list[i]);
	arena_free(&scratch);
}

/* ---- answers ---- */

static int by_size(const void *a, const void *b)
{
	instant x = *(const instant *)a, y = *(const instant *)b;

	return (x > y) - (x < y);
}

/* How long trips took that had come to this by then; INSTANT_NONE: none had. */
static instant lane_median(
	const struct eta_trial *t, instant *took, const char *corridor, enum eta_goal goal, instant then)
{
	size_t n = 0;

	for (size_t i = 0; i < t->lane_count; i++) {
		const struct lane *l = &t->lanes[i];

		if (l->until[goal] != INSTANT_NONE && l->until[goal] < then &&
			strcmp(l->corridor, corridor) == 0)
			took[n++] = l->took[goal];
	}
	if (!n)
		return INSTANT_NONE;
	qsort(took, n, sizeof *took, by_size);
	return took[n / 2];
}

/* What is known of the past is looked up once a day. */
static instant day_of(instant asked)
{
	return asked / INSTANT_DAY * INSTANT_DAY;
}

static void answer(struct eta_trial *t, const struct question *q, struct eta e[2])
{
	struct eta_past past = eta_shelf_past(t->shelf, day_of(q->asked));
	struct arena scratch = ARENA_INIT;

	for (int k = 0; k < 2; k++) {
		struct eta_box box = eta_way_box(&q->way[k], &scratch, t->w->stretch, &past);

		e[k] = (struct eta){0};
		if (q->leads[k] && q->way[k].since != INSTANT_NONE)
			eta_make(&e[k], &scratch, &box, q->asked);
		eta_hold(&e[k], &past, q->asked);
	}
	arena_free(&scratch);
}

static int by_asked(const void *a, const void *b)
{
	const struct question *x = a, *y = b;

	return (x->asked > y->asked) - (x->asked < y->asked);
}

/* So that those who ask after it came learn how this one held. */
static void learn_held(struct eta_trial *t, const struct question *q, const struct eta_asked *row)
{
	struct stretch_seen seen = eta_held_seen(row->goal, row->asked, &row->estimate, &q->came);

	if (row->estimate.known)
		eta_shelf_add(t->shelf, t->w->stretch, &seen);
}

size_t eta_trial_score(struct eta_trial *t, struct eta_score **lines)
{
	struct eta_asked *rows = arena_alloc_array(t->a, t->count * ETA_GOALS + 1, sizeof *rows);
	instant *took = arena_alloc_array(t->a, t->lane_count + 1, sizeof *took);
	size_t n = 0;

	if (t->count)
		qsort(t->questions, t->count, sizeof *t->questions, by_asked);
	for (size_t i = 0; i < t->count; i++) {
		const struct question *q = &t->questions[i];
		struct eta e[2];

		answer(t, q, e);
		for (int g = 0; g < ETA_GOALS; g++) {
			instant lane = lane_median(t, took, q->corridor, (enum eta_goal)g, day_of(q->asked));

			if (q->came.happened[g] == INSTANT_NONE || q->came.happened[g] <= q->asked)
				continue;
			rows[n++] = (struct eta_asked){.corridor = q->corridor,
				.goal = (enum eta_goal)g,
				.asked = q->asked,
				.happened = q->came.happened[g],
				.estimate = e[g != ETA_AVAILABLE].goals[g],
				.booked = q->booked[g],
				.scheduled = q->scheduled[g],
				.told = q->told[g],
				.lane = lane == INSTANT_NONE ? INSTANT_NONE : q->began + lane};
			learn_held(t, q, &rows[n - 1]);
		}
	}
	return eta_score(t->a, rows, n, lines);
}

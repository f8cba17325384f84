#include "service/estimate.h"

#include "domain/eta_held.h"
#include "domain/lesson.h"
#include "service/estimate_write.h"
#include "service/eta_world.h"
#include "service/learn.h"
#include "service/spreads.h"
#include "store/column.h"

#include <stdlib.h>
#include <string.h>

#define HOUR   (3600 * INSTANT_SECOND)
#define WIDENS (12 * HOUR)        /* by silence, within this */
#define LEARNS HOUR               /* of others, what could not be estimated */
#define WHOLE  (60 * INSTANT_DAY) /* all that stood is kept so long behind the end */

struct way_asked { /* of a trip that is open; the way until it is available, and until it is delivered */
	const struct story *story;
	size_t trip;
	struct eta_way ways[2];
	bool leads[2];
};

struct estimating {
	struct arena *a;
	struct eta_world world;
	instant now;
	struct way_asked *asked;
	size_t count;
	struct estimate_kept *stands, *made; /* what stands: by container, trip and goal */
	bool *asked_for;                     /* each that stands: by a trip that is open */
	struct estimate_kept
		*all; /* what was ever made and is kept; in that order, and by when it was made */
	size_t stand_count, made_count, made_room, all_count;
};

static bool same_goal(const struct estimate_kept *a, const struct estimate_kept *b)
{
	return a->goal == b->goal && memcmp(a->trip, b->trip, sizeof a->trip) == 0 &&
	       strcmp(a->container, b->container) == 0;
}

/* The last of each goal. */
static void note_standing(struct estimating *e)
{
	e->stands = arena_alloc_array(e->a, e->all_count + 1, sizeof *e->stands);
	for (size_t i = 0; i < e->all_count; i++)
		if (i + 1 == e->all_count || !same_goal(&e->all[i], &e->all[i + 1]))
			e->stands[e->stand_count++] = e->all[i];
}

/* ---- ways ---- */

static void ask(struct estimating *e, const struct story *x, size_t trip)
{
	struct way_asked *w;

	if (x->trips.list[trip].end != TRIP_OPEN)
		return;
	w = &e->asked[e->count++];
	w->story = x;
	w->trip = trip;
	for (int k = 0; k < 2; k++)
		w->leads[k] =
			eta_way_make(&w->ways[k], e->a, &e->world.way, &x->line.facts, &x->trips.list[trip],
				&x->told[trip].itinerary, k ? ETA_DELIVERED : ETA_AVAILABLE, e->now);
}

/* ---- what they teach ---- */

/* The stretch that the box is in, by its itinerary. */
static const struct stretch *ahead_of(const struct estimating *e, const struct story *x)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->asked[i].story == x && e->asked[i].ways[1].count)
			return &e->asked[i].ways[1].steps[0].stretch;
	return NULL;
}

struct lessons {
	struct arena *a;
	struct stretch_seen *list;
	size_t count, room;
};

static void add_lessons(struct lessons *l, const struct stretch_seen *seen, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		l->list = arena_grow(l->a, l->list, l->count, &l->room, sizeof *l->list);
		l->list[l->count++] = seen[i];
	}
}

/* How these estimates of one goal of a trip held. */
static void add_held(
	struct lessons *l, const struct estimate_kept *of_goal, size_t n, const struct eta_came *came)
{
	struct eta_made *made;
	struct stretch_seen *seen;

	if (came->happened[of_goal->goal] == INSTANT_NONE)
		return;
	made = arena_alloc_array(l->a, n, sizeof *made);
	for (size_t i = 0; i < n; i++)
		made[i] = of_goal[i].made;
	add_lessons(l, seen, eta_held_all(l->a, of_goal->goal, made, n, came, &seen));
}

/* False: the box has no such trip any more, or nobody told where it is bound. */
static bool came_of(
	const struct estimating *e, const struct story *x, const uint8_t trip[16], struct eta_came *came)
{
	for (size_t t = 0; t < x->trips.count; t++) {
		const char *bound = x->told[t].itinerary.destination;

		if (memcmp(x->trips.list[t].id, trip, 16) != 0)
			continue;
		if (bound)
			eta_came_of(came, &e->world.stretch, x->container, &x->line.facts, &x->trips.list[t],
				bound);
		return bound != NULL;
	}
	return false;
}

static void add_all_held(const struct estimating *e, const struct story *x, struct lessons *l)
{
	size_t n, many;
	const struct estimate_kept *all = estimates_of_one(e->all, e->all_count, x->container, &n);

	for (size_t i = 0; i < n; i += many) {
		struct eta_came came;

		for (many = 1; i + many < n && all[i + many].goal == all[i].goal &&
			       memcmp(all[i + many].trip, all[i].trip, 16) == 0;)
			many++;
		if (came_of(e, x, all[i].trip, &came))
			add_held(l, all + i, many, &came);
	}
}

static const char *lessons_of(const struct estimating *e, const struct story *x)
{
	struct text *out = arena_text(e->a);
	struct lessons l = {.a = e->a};
	struct stretch_seen *seen, *told;
	size_t n = stretches_of(e->a, &e->world.stretch, x->container, &x->line.facts, ahead_of(e, x), &seen);
	size_t m = stretch_tellings(
		e->a, &e->world.stretch, &x->line.facts, x->line.events, x->line.count, &told);

	add_lessons(&l, seen, n);
	add_lessons(&l, told, m);
	add_all_held(e, x, &l);
	lessons_write(out, e->a, l.list, l.count);
	return text_string(out);
}

static struct lessons_kept *all_lessons(const struct estimating *e, const struct stories *s)
{
	struct lessons_kept *boxes = arena_alloc_array(e->a, s->count + 1, sizeof *boxes);

	for (size_t i = 0; i < s->count; i++)
		boxes[i] = (struct lessons_kept){s->list[i].container, lessons_of(e, &s->list[i])};
	return boxes;
}

/* ---- what is made ---- */

static int by_goal(const void *x, const void *y)
{
	const struct estimate_kept *a = x, *b = y;
	int order = strcmp(a->container, b->container);

	order = order ? order : memcmp(a->trip, b->trip, sizeof a->trip);
	return order ? order : (int)a->goal - (int)b->goal;
}

static const struct estimate_kept *standing(
	struct estimating *e, const char *container, const uint8_t trip[16], enum eta_goal goal)
{
	struct estimate_kept sought = {.container = container, .goal = goal};
	const struct estimate_kept *k;

	memcpy(sought.trip, trip, sizeof sought.trip);
	k = e->stand_count ? bsearch(&sought, e->stands, e->stand_count, sizeof *e->stands, by_goal) : NULL;
	if (k)
		e->asked_for[k - e->stands] = true;
	return k;
}

static void keep(struct estimating *e, const char *container, const uint8_t trip[16], enum eta_goal goal,
	const struct eta_interval *fresh, const char *told)
{
	struct estimate_kept *k;

	e->made = arena_grow(e->a, e->made, e->made_count, &e->made_room, sizeof *e->made);
	k = &e->made[e->made_count++];
	*k = (struct estimate_kept){
		.container = container, .goal = goal, .made = {e->now, *fresh}, .told = told};
	memcpy(k->trip, trip, 16);
}

/* An estimate of one goal: kept where it is the first, or moved.  The one that stands then. */
static const struct eta_interval *hold(struct estimating *e, const struct way_asked *w, enum eta_goal goal,
	const struct eta_box *box, const struct eta *eta)
{
	const struct eta_interval *fresh = &eta->goals[goal];
	const uint8_t *trip = w->story->trips.list[w->trip].id;
	const struct estimate_kept *stands = standing(e, w->story->container, trip, goal);

	if (stands ? !eta_moved(&stands->made.interval, fresh, e->now) : !fresh->asked)
		return stands ? &stands->made.interval : fresh;
	keep(e, w->story->container, trip, goal, fresh,
		estimate_told(e->a, e->world.world, box, eta, goal,
			w->story->told[w->trip].itinerary.destination, e->now));
	return fresh;
}

static instant earlier(instant a, instant b)
{
	return a == INSTANT_NONE || b < a ? b : a;
}

static void make(struct estimating *e, const struct way_asked *w, const struct eta_past *past, instant *again)
{
	struct arena scratch = ARENA_INIT;
	struct eta_box box[2];
	struct eta eta[2];
	bool known = true;

	for (int k = 0; k < 2; k++) {
		box[k] = eta_way_box(&w->ways[k], &scratch, &e->world.stretch, past);
		eta[k] = (struct eta){0};
		if (w->leads[k])
			eta_make(&eta[k], &scratch, &box[k], e->now);
		eta_hold(&eta[k], past, e->now);
		if (w->leads[k] && !box[k].count)
			eta[k].goals[k ? ETA_DELIVERED : ETA_AVAILABLE].asked = true;
	}
	for (enum eta_goal g = 0; g < ETA_GOALS; g++) {
		int k = g != ETA_AVAILABLE;
		const struct eta_interval *stands = hold(e, w, g, &box[k], &eta[k]);

		known &= !stands->asked || stands->known;
		if (stands->known && stands->likely >= e->now)
			*again = earlier(*again, stands->likely + INSTANT_SECOND);
	}
	*again = earlier(*again, e->now + (known ? WIDENS : LEARNS));
	arena_free(&scratch);
}

/* What stands of a trip that is not open any more, or has become another, is over. */
static void end_others(struct estimating *e)
{
	for (size_t i = 0; i < e->stand_count; i++) {
		const struct estimate_kept *k = &e->stands[i];

		if (k->made.interval.asked && !e->asked_for[i])
			keep(e, k->container, k->trip, k->goal, &(struct eta_interval){0}, "{}");
	}
}

static bool make_all(
	struct estimating *e, struct conn *c, const struct stories *s, instant *again, struct fault *f)
{
	struct spreads *spreads = spreads_make(e->a);
	struct eta_past past;

	for (size_t i = 0; i < e->count; i++)
		for (int k = 0; k < 2; k++)
			spreads_name_way(spreads, &e->world.stretch, &e->asked[i].ways[k]);
	if (!spreads_read(spreads, c, e->now, f))
		return false;
	past = spreads_past(spreads);
	e->asked_for = arena_alloc_array(e->a, e->stand_count + 1, sizeof *e->asked_for);
	for (size_t i = 0; i < e->count; i++)
		make(e, &e->asked[i], &past, &again[e->asked[i].story - s->list]);
	end_others(e);
	return true;
}

/* What is kept of boxes that have come is looked through once they are long gone. */
static void thin(struct estimating *e, struct batch *b, const struct stories *s, const char **containers,
	instant *again)
{
	for (size_t i = 0; i < s->count; i++) {
		instant last = INSTANT_NONE;
		size_t n;
		const struct estimate_kept *all = estimates_of_one(e->all, e->all_count, containers[i], &n);

		for (size_t k = 0; k < n; k++)
			if (all[k].made.at > last)
				last = all[k].made.at;
		if (last != INSTANT_NONE && last + WHOLE > e->now)
			again[i] = earlier(again[i], last + WHOLE + INSTANT_SECOND);
	}
	estimates_thin_later(b, e->a, containers, s->count, e->now - WHOLE, ETA_HELD_EVERY);
}

/* The ways of all that is under way, and what was estimated of them before. */
static bool begin(struct estimating *e, struct conn *c, const struct stories *s, instant now,
	const char ***containers, struct fault *f)
{
	size_t trips = 0;

	*e = (struct estimating){.a = s->arena, .now = now};
	*containers = arena_alloc_array(s->arena, s->count + 1, sizeof **containers);
	if (!eta_world_make(&e->world, s->arena, s->world, f))
		return false;
	for (size_t i = 0; i < s->count; i++)
		trips += s->list[i].trips.count;
	e->asked = arena_alloc_array(e->a, trips + 1, sizeof *e->asked);
	for (size_t i = 0; i < s->count; i++) {
		(*containers)[i] = s->list[i].container;
		for (size_t t = 0; t < s->list[i].trips.count; t++)
			ask(e, &s->list[i], t);
	}
	if (!estimates_read_all(c, s->arena, *containers, s->count, &e->all, &e->all_count, f))
		return false;
	note_standing(e);
	return true;
}

bool estimate_boxes(struct batch *b, struct conn *c, const struct stories *s, instant now, instant *again,
	struct fault *f)
{
	struct estimating e;
	const char **containers;

	if (!begin(&e, c, s, now, &containers, f) ||
		!learn(b, c, e.a, &e.world, all_lessons(&e, s), s->count, f) || !make_all(&e, c, s, again, f))
		return false;
	estimates_put_later(b, s->arena, e.made, e.made_count, now);
	thin(&e, b, s, containers, again);
	return true;
}

bool estimate_lessons_differ(
	struct conn *c, const struct stories *s, instant now, bool **differ, struct fault *f)
{
	struct lessons_kept *kept = arena_alloc_array(s->arena, s->count + 1, sizeof *kept), *taught;
	struct estimating e;
	const char **containers;

	*differ = arena_alloc_array(s->arena, s->count + 1, sizeof **differ);
	if (!begin(&e, c, s, now, &containers, f))
		return false;
	taught = all_lessons(&e, s);
	for (size_t i = 0; i < s->count; i++)
		kept[i].container = containers[i];
	if (!lessons_read(c, s->arena, kept, s->count, f))
		return false;
	for (size_t i = 0; i < s->count; i++)
		(*differ)[i] = strcmp(kept[i].lessons, taught[i].lessons) != 0;
	return true;
}

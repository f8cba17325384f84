#include "service/judge.h"

#include "service/estimate.h"
#include "service/members.h"

#define FEED_AT_ONCE   5000 /* events */
#define BOXES_AT_ONCE  500
#define EVENTS_AT_ONCE 20000 /* of these boxes */

static bool is_open(const struct trip *t)
{
	return t->end == TRIP_OPEN;
}

static instant arrival_of(const struct itinerary *i)
{
	instant at = INSTANT_NONE;

	for (size_t k = 0; k < i->expected_count; k++) {
		const struct expected *e = &i->expected[k];

		if (e->leg + 1 == i->leg_count &&
			(e->kind == EXPECTED_END_ARRI || e->kind == EXPECTED_END_DISC ||
				e->kind == EXPECTED_END_GTIN))
			at = e->due;
	}
	return at;
}

static void judge_trip(struct judged *j, struct arena *a, const struct story *x, size_t at)
{
	const struct trip *t = &x->trips.list[at];
	const struct itinerary *i = &x->told[at].itinerary;

	j->trips = arena_grow(a, j->trips, j->trip_count, &j->trip_room, sizeof *j->trips);
	j->trips[j->trip_count++] = (struct judged_trip){.container = x->container,
		.number = (int)at + 1,
		.id = t->id,
		.arrangement = (int)t->arrangement,
		.ended = (int)t->end,
		.routing = (int)i->routing,
		.status = journey_status_words[t->status],
		.origin = i->origin,
		.destination = i->destination,
		.next_code = i->next ? i->next->code : NULL,
		.next_place = i->next ? i->next->place : NULL,
		.opened = t->opened,
		.closed = t->closed,
		.deadline = i->deadline,
		.next_due = i->next ? i->next->due : INSTANT_NONE,
		.arrives = arrival_of(i)};
}

/* By all keys of a train, so that a list under any of them is heard of. */
static void carried_by(
	struct judged *j, struct arena *a, const struct story *x, const char *transport, int kg)
{
	const char *keys[RAIL_KEYS_MOST];
	size_t n = rail_keys(x->of->rail, transport, keys, RAIL_KEYS_MOST);

	for (size_t k = 0; k < n; k++) {
		j->on = arena_grow(a, j->on, j->on_count, &j->on_room, sizeof *j->on);
		j->on[j->on_count++] = (struct judged_on){keys[k], x->container, kg};
	}
}

/* As its route has room for it, until it is known to go with something else. */
static void book(struct judged *j, struct arena *a, const struct story *x, const struct itinerary *i,
	size_t leg, int kg)
{
	const struct leg *l = &i->legs[leg];
	int64_t day = 0;

	if (!l->service || !l->from || i->states[leg].taken || i->states[leg].unnamed)
		return;
	if (l->service_date)
		member_day_read(l->service_date, &day);
	j->booked = arena_grow(a, j->booked, j->booked_count, &j->booked_room, sizeof *j->booked);
	j->booked[j->booked_count++] = (struct judged_booked){.container = x->container,
		.route = l->service,
		.place = l->from,
		.transport = l->transport,
		.leg = (int)leg,
		.day = (int)day,
		.kg = kg,
		.departs = l->departs.at};
}

static void judge_carried(struct judged *j, struct arena *a, const struct story *x, size_t at)
{
	const struct itinerary *i = &x->told[at].itinerary;
	const int kg = i->leg_count ? (int)story_kg(x) : -1;

	for (size_t k = 0; k < i->leg_count; k++) {
		const char *keys[] = {i->legs[k].transport, i->states[k].taken};

		for (size_t n = 0; n < 2; n++)
			if (keys[n])
				carried_by(j, a, x, keys[n], kg);
		book(j, a, x, i, k, kg);
	}
}

static void judge_wrong(struct judged *j, struct arena *a, const struct story *x, size_t at)
{
	const struct assessment *found = &x->told[at].wrong;

	for (size_t k = 0; k < found->count; k++) {
		const struct exception *e = &found->list[k];
		const struct exception_row *row = &exception_rows[e->code];
		const struct event *event = exception_event(e);

		j->wrong = arena_grow(a, j->wrong, j->wrong_count, &j->wrong_room, sizeof *j->wrong);
		j->wrong[j->wrong_count++] = (struct judged_wrong){.container = x->container,
			.code = row->code,
			.cause = e->cause ? e->cause : x->container,
			.cause_kind = e->cause ? (int)row->cause : CAUSE_BOX,
			.place = e->place,
			.trip = x->trips.list[at].id,
			.event = event ? event->id : NULL,
			.since = e->since,
			.seconds = e->by / INSTANT_SECOND};
	}
}

static instant earlier(instant a, instant b)
{
	return a == INSTANT_NONE ? b : b == INSTANT_NONE || a < b ? a : b;
}

static void judge_box(struct judged *j, struct arena *a, const struct story *x)
{
	instant again = INSTANT_NONE;

	for (size_t at = 0; at < x->trips.count; at++) {
		judge_trip(j, a, x, at);
		if (!is_open(&x->trips.list[at]))
			continue;
		judge_carried(j, a, x, at);
		judge_wrong(j, a, x, at);
		again = earlier(again, x->told[at].wrong.again);
	}
	j->containers[j->count] = x->container;
	j->again[j->count++] = again;
}

struct judged judged_of(struct arena *a, const struct stories *s)
{
	struct judged j = {.containers = arena_alloc_array(a, s->count + 1, sizeof *j.containers),
		.again = arena_alloc_array(a, s->count + 1, sizeof *j.again)};

	for (size_t i = 0; i < s->count; i++)
		judge_box(&j, a, &s->list[i]);
	return j;
}

/* *done: how many of them, from the first, there was room for. */
static bool judge_boxes(struct conn *c, struct arena *a, struct world *w, const char **containers, size_t n,
	instant now, size_t *done, struct fault *f)
{
	const struct stories_asked asked = {containers, n, NULL, now, EVENTS_AT_ONCE, false};
	struct batch *b = batch_new(c, a);
	struct judged j;
	struct stories s;

	if (!stories_read(&s, c, a, w, &asked, f))
		return false;
	*done = s.count;
	j = judged_of(a, &s);
	if (!estimate_boxes(b, c, &s, now, j.again, f))
		return false;
	judged_later(b, a, &j, now);
	return batch_run(b, f);
}

/* What a transaction of its own does; more: there is more to do, at once. */
struct judging {
	struct world *w;
	instant now;
	const char **containers; /* judge_these() */
	size_t n;
	bool more;
};

/* The boxes of which the feed tells are due.  Its rows are locked in order, and so are those of boxes that
 * were judged, but not one behind the other: who makes boxes due beside it could wait for both. */
static bool follow(struct judging *j, struct conn *c, struct arena *a, struct fault *f)
{
	bool alone;
	int events = 0;

	j->more = false;
	if (!judge_begin(c, a, &alone, f) || (alone && !judge_follow(c, a, j->now, FEED_AT_ONCE, &events, f)))
		return false;
	j->more = events == FEED_AT_ONCE;
	return true;
}

static bool boxes(struct judging *j, struct conn *c, struct arena *a, struct fault *f)
{
	const char **containers;
	bool alone;
	size_t n, done;

	j->more = false;
	if (!judge_begin(c, a, &alone, f))
		return false;
	if (!alone)
		return true;
	if (!judge_due(c, a, j->now, BOXES_AT_ONCE, &containers, &n, f))
		return false;
	j->more = n == BOXES_AT_ONCE;
	return !n || judge_boxes(c, a, j->w, containers, n, j->now, &done, f);
}

static bool these(struct judging *j, struct conn *c, struct arena *a, struct fault *f)
{
	bool good = judge_alone(c, a, f);

	for (size_t done; good && j->n; j->containers += done, j->n -= done)
		good = judge_boxes(c, a, j->w, j->containers, j->n, j->now, &done, f);
	return good;
}

static bool in_transaction(struct judging *j, struct conn *c,
	bool (*what)(struct judging *j, struct conn *c, struct arena *a, struct fault *f), struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct batch *b = batch_new(c, &a);
	bool good;

	batch_begin(b);
	good = batch_run(b, f) && what(j, c, &a, f);
	if (good) {
		b = batch_new(c, &a);
		batch_commit(b);
		good = batch_run(b, f);
	}
	if (!good)
		conn_rollback(c);
	arena_free(&a);
	return good;
}

/* The feed first: a box of which much was told at once is judged once. */
bool judge_some(struct service *s, struct conn *c, instant now, bool *more, struct fault *f)
{
	struct judging j = {.w = service_world(s), .now = now};
	bool good = in_transaction(&j, c, follow, f) && (j.more || in_transaction(&j, c, boxes, f));

	*more = good && j.more;
	world_release(j.w);
	return good;
}

bool judge_these(
	struct service *s, struct conn *c, const char **containers, size_t n, instant now, struct fault *f)
{
	struct judging j = {.w = service_world(s), .now = now, .containers = containers, .n = n};
	bool good = !n || in_transaction(&j, c, these, f);

	world_release(j.w);
	return good;
}

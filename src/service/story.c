#include "service/story.h"

#include "base/limits.h"
#include "domain/hub.h"
#include "domain/train.h"
#include "record/leg.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/beside.h"

#include <stdlib.h>
#include <string.h>

#define AHEAD (120 * INSTANT_DAY) /* of an event, what its transport will do */

/* ---- the calls of what they are on ---- */

struct naming {
	struct arena *a;
	struct rail_asked *list;
	size_t count, room;
};

static void name(struct naming *n, const char *key, instant at)
{
	if (!key || at == INSTANT_NONE)
		return;
	n->list = arena_grow(n->a, n->list, n->count, &n->room, sizeof *n->list);
	n->list[n->count++] = (struct rail_asked){key, at - RIDE_LONGEST, at + AHEAD};
}

static void name_legs(struct naming *n, const struct event *e)
{
	struct leg *legs;
	size_t count = legs_read(n->a, e, &legs);

	for (size_t i = 0; i < count; i++)
		name(n, legs[i].transport, legs[i].departs.at != INSTANT_NONE ? legs[i].departs.at : e->said);
}

static int by_subject(const void *x, const void *y)
{
	return strcmp(((const struct rail_asked *)x)->subject, ((const struct rail_asked *)y)->subject);
}

/* Each once, for as long as any of them asks. */
static void settle(struct naming *n)
{
	size_t kept = 0;

	qsort(n->list, n->count, sizeof *n->list, by_subject);
	for (size_t i = 0; i < n->count; i++) {
		struct rail_asked *last = &n->list[kept ? kept - 1 : 0];

		if (!kept || by_subject(last, &n->list[i]) != 0) {
			n->list[kept++] = n->list[i];
			continue;
		}
		last->since = n->list[i].since < last->since ? n->list[i].since : last->since;
		last->until = n->list[i].until > last->until ? n->list[i].until : last->until;
	}
	n->count = kept;
}

static bool read_calls(
	struct stories *s, struct conn *c, const struct found_events *e, const char *viewer, struct fault *f)
{
	struct naming n = {.a = s->arena};

	for (size_t i = 0; i < e->count; i++) {
		if (e->events[i].transport.mode != MODE_TRUCK)
			name(&n, e->events[i].transport.key, e->events[i].happened.at);
		name_legs(&n, &e->events[i]);
	}
	if (!n.count)
		return true;
	settle(&n);
	return rail_events(c, s->arena, n.list, n.count, viewer, &s->calls, &s->call_count, f);
}

/* ---- the world that itineraries ask ---- */

static size_t first_call(const struct stories *s, const char *key)
{
	size_t from = 0, until = s->call_count;

	while (from < until) {
		size_t middle = from + (until - from) / 2;

		if (strcmp(s->calls[middle].event.subject, key) < 0)
			from = middle + 1;
		else
			until = middle;
	}
	return from;
}

static size_t calls_of(const struct story *x, const char *key, const struct event *const **events)
{
	const struct stories *s = x->of;
	size_t first = first_call(s, key), until = first, n = 0, kept = 0;
	const struct event **all;
	bool *voided;

	while (until < s->call_count && strcmp(s->calls[until].event.subject, key) == 0)
		until++;
	all = arena_alloc_array(s->arena, until - first + 1, sizeof *all);
	voided = arena_alloc_array(s->arena, until - first + 1, sizeof *voided);
	for (size_t i = first; i < until; i++)
		if (x->whole || s->calls[i].seen)
			all[n++] = &s->calls[i].event;
	events_settle(s->arena, all, n, voided);
	for (size_t i = 0; i < n; i++)
		if (!voided[i])
			all[kept++] = all[i];
	*events = all;
	return kept;
}

/* What the box's own wagons and trains told is known under all of their names. */
static size_t told_of(void *self, const char *subject, const struct event *const **events)
{
	const struct story *x = self;
	bool by_rail = train_is_key(subject) || strncmp(subject, RIDE_WAGON, strlen(RIDE_WAGON)) == 0;
	size_t n = by_rail ? rail_told(x->of->rail, x->of->arena, x->container, subject, events) : 0;

	return n ? n : calls_of(x, subject, events);
}

static bool same_train(void *self, const char *a, const char *b)
{
	return rail_same_train(((const struct story *)self)->of->rail, a, b);
}

static const char *complex_of(void *self, const char *place)
{
	const struct place *p = world_place(((const struct story *)self)->of->world, place);

	return p && p->complex ? p->complex : place;
}

static bool is_border(void *self, const char *place)
{
	const struct place *p = world_place(((const struct story *)self)->of->world, place);

	return p && (hub_has_word(p->kinds, "border") || hub_has_word(p->kinds, "gauge-change"));
}

/* ---- the stories ---- */

static instant last_said(const struct story *x, instant now)
{
	instant said = INSTANT_NONE;

	for (size_t i = 0; i < x->line.count; i++) {
		const struct event *e = x->line.events[i];

		if (!x->line.voided[i] && e->said != INSTANT_NONE && e->said <= now && e->said > said)
			said = e->said;
	}
	return said;
}

static void tell_wrong(struct story *x, struct told_trip *t, instant now)
{
	struct situation what = {.facts = &x->line.facts,
		.trip = t->trip,
		.itinerary = &t->itinerary,
		.world = &x->itinerary_world,
		.self = x->of->beside,
		.heard = beside_heard,
		.lists = beside_lists(x->of->beside, x),
		.said = last_said(x, now)};

	if (t->trip->end == TRIP_OPEN)
		what.findings = beside_findings(x->of->beside, x, t->trip, now);
	exceptions_find(&t->wrong, x->of->arena, &what, now);
}

static void tell_trips(struct story *x, instant now)
{
	struct arena *a = x->of->arena;
	const struct facts *f = &x->line.facts;

	x->trips = trips_make(a, f, x->line.events, x->line.voided, x->line.count);
	x->told = arena_alloc_array(a, x->trips.count + 1, sizeof *x->told);
	for (size_t i = 0; i < x->trips.count; i++) {
		struct told_trip *t = &x->told[i];

		t->trip = &x->trips.list[i];
		itinerary_make(&t->itinerary, a, &x->itinerary_world, f, t->trip);
		if (x->of->beside)
			tell_wrong(x, t, now);
	}
}

/* Its events stand together. */
static void make_line(struct stories *s, struct story *x, const struct found_events *e, size_t from, size_t n)
{
	for (size_t i = from; i < from + n; i++)
		if (e->recorded[i] > x->heard)
			x->heard = e->recorded[i];
	x->own = e->events + from;
	x->recorded = e->recorded + from;
	x->own_count = n;
	rail_timeline_all(s->rail, s->arena, x->container, e->events + from, n, &x->line);
}

static bool find_whole(struct stories *s, struct conn *c, const struct stories_asked *asked, struct fault *f)
{
	const char **whole = NULL;
	size_t n = 0;

	if (asked->viewer &&
		!rail_whole(c, s->arena, asked->viewer, asked->containers, asked->count, &whole, &n, f))
		return false;
	for (size_t i = 0; i < s->count; i++) {
		s->list[i].whole = !asked->viewer;
		for (size_t k = 0; k < n && !s->list[i].whole; k++)
			s->list[i].whole = strcmp(whole[k], s->list[i].container) == 0;
	}
	return true;
}

static void open_all(struct stories *s, const struct stories_asked *asked)
{
	s->count = asked->count;
	s->list = arena_alloc_array(s->arena, s->count + 1, sizeof *s->list);
	for (size_t i = 0; i < s->count; i++) {
		struct story *x = &s->list[i];

		*x = (struct story){.container = asked->containers[i], .heard = INSTANT_NONE, .of = s};
		x->ride = (struct ride_world){x, told_of, same_train, complex_of};
		x->itinerary_world =
			(struct itinerary_world){.ride = &x->ride, .self = x, .is_border = is_border};
	}
}

bool stories_read(struct stories *s, struct conn *c, struct arena *a, struct world *w,
	const struct stories_asked *asked, struct fault *f)
{
	struct found_events e = {.count = 0};

	*s = (struct stories){.arena = a, .world = w};
	open_all(s, asked);
	if (!lookup_events(c, a, asked->containers, asked->count, asked->viewer, LIMIT_TIMELINE,
		    asked->events_most, &e, f) ||
		!find_whole(s, c, asked, f) || !read_calls(s, c, &e, asked->viewer, f) ||
		!rail_read_all(&s->rail, c, a, asked->viewer, e.events, e.count, f))
		return false;
	s->events = e.events;
	s->recorded = e.recorded;
	s->event_count = e.count;
	s->cut = e.count >= (size_t)asked->events_most;
	if (s->cut)
		s->count = e.container[e.count - 1];
	for (size_t i = 0, until; i < e.count && e.container[i] < s->count; i = until) {
		for (until = i + 1; until < e.count && e.container[until] == e.container[i]; until++)
			;
		make_line(s, &s->list[e.container[i]], &e, i, until - i);
	}
	if (!asked->plain && !beside_read(&s->beside, c, s, asked, f))
		return false;
	for (size_t i = 0; i < s->count; i++)
		if (s->list[i].line.count)
			tell_trips(&s->list[i], asked->now);
	return true;
}

instant story_learnt(const struct story *x, const struct event *e)
{
	const struct stories *s = x->of;
	const struct rail_event *source = s->rail && e->via ? rail_source(s->rail, e) : NULL;

	if (source)
		return source->recorded;
	return e >= s->events && e < s->events + s->event_count ? s->recorded[e - s->events] : INSTANT_NONE;
}

bool story_read(struct stories *s, struct asking *q, struct world *w, const char *container)
{
	const struct stories_asked asked = {
		&container, 1, q->viewer, asking_now(q), LIMIT_TIMELINE + 1, false};

	if (!stories_read(s, q->conn, q->arena, w, &asked, q->fault))
		return false;
	return s->list[0].line.count || part_say_unknown(q->fault, container);
}

/* ---- what was told ahead ---- */

static bool is_itinerary(const struct event *e)
{
	return strcmp(e->code, EVENT_ITINERARY) == 0;
}

static const struct itinerary *latest_told(const struct story *x)
{
	const struct itinerary *i = x->trips.count ? &x->told[x->trips.count - 1].itinerary : NULL;

	return i && i->told ? i : NULL;
}

static bool read_planned(struct asking *q, struct arena *a, struct world *w, const char *const *planned,
	const size_t *at, size_t n, const struct itinerary **ahead)
{
	const struct stories_asked asked = {
		planned, n, q->viewer, asking_now(q), (int)n * LIMIT_TIMELINE + 1, true};
	struct stories s;

	if (!stories_read(&s, q->conn, a, w, &asked, q->fault))
		return false;
	for (size_t i = 0; i < s.count; i++)
		ahead[at[i]] = latest_told(&s.list[i]);
	return true;
}

bool itineraries_ahead(struct asking *q, struct arena *a, const char *const *containers, size_t n,
	const struct found_events *e, const struct itinerary ***ahead)
{
	const char **planned = arena_alloc_array(a, n + 1, sizeof *planned);
	size_t *at = arena_alloc_array(a, n + 1, sizeof *at), count = 0;
	struct world *w;
	bool good;

	*ahead = arena_alloc_array(a, n + 1, sizeof **ahead);
	for (size_t i = 0; i < e->count; i++) {
		size_t k = e->container[i];

		if (k >= n || (count && at[count - 1] == k) || !is_itinerary(&e->events[i]))
			continue;
		at[count] = k;
		planned[count++] = containers[k];
	}
	if (!count)
		return true;
	w = service_world(q->service);
	good = read_planned(q, a, w, planned, at, count, *ahead);
	world_release(w);
	return good;
}

bool itinerary_ahead(struct asking *q, struct world *w, const char *container, const struct timeline *t,
	const struct itinerary **ahead)
{
	static const size_t first = 0;
	bool planned = false;

	*ahead = NULL;
	for (size_t i = 0; i < t->count; i++)
		planned |= is_itinerary(t->events[i]) && !t->voided[i];
	return !planned || read_planned(q, q->arena, w, &container, &first, 1, ahead);
}

#include "service/story_inside.h"

#include "base/limits.h"
#include "base/words.h"
#include "domain/hub.h"
#include "domain/settle.h"
#include "domain/train.h"
#include "domain/trip.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "service/beside.h"

#include <string.h>

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

static bool is_kind(const struct story *x, const char *place, const char *kind)
{
	const struct place *p = world_place(x->of->world, place);

	return p && hub_has_word(p->kinds, kind);
}

static bool changes_gauge(void *self, const char *place)
{
	return is_kind(self, place, "gauge-change");
}

static bool is_border(void *self, const char *place)
{
	return is_kind(self, place, "border") || changes_gauge(self, place);
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

	if (t->trip->end == TRIP_OPEN) {
		what.findings = beside_findings(x->of->beside, x, t->trip, now);
		what.mate_held = beside_mate_held(x->of->beside, x, &what.mate_since);
	}
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

/* What the transports that their timelines name told, and what of that the viewer may see. */
static void ask_around(struct stories *s, struct batch *b, const struct stories_asked *asked)
{
	if (asked->viewer)
		rail_whole_later(b, s->arena, asked->viewer, asked->containers, asked->count, &s->whole,
			&s->whole_count);
	story_ask_calls(s, b, asked->viewer);
}

static void tell_all(struct stories *s, const struct stories_asked *asked)
{
	for (size_t i = 0; i < s->count; i++) {
		struct story *x = &s->list[i];

		x->whole = !asked->viewer || words_find(s->whole, s->whole_count, x->container);
		if (x->line.count)
			tell_trips(x, asked->now);
	}
}

static void open_all(struct stories *s, struct arena *a, struct world *w, const struct stories_asked *asked)
{
	*s = (struct stories){.arena = a, .world = w, .count = asked->count};
	s->list = arena_alloc_array(s->arena, s->count + 1, sizeof *s->list);
	for (size_t i = 0; i < s->count; i++) {
		struct story *x = &s->list[i];

		*x = (struct story){.container = asked->containers[i], .heard = INSTANT_NONE, .of = s};
		x->ride = (struct ride_world){x, told_of, same_train, complex_of};
		x->itinerary_world = (struct itinerary_world){
			.ride = &x->ride, .self = x, .is_border = is_border, .changes_gauge = changes_gauge};
	}
}

bool stories_read(struct stories *s, struct conn *c, struct arena *a, struct world *w,
	const struct stories_asked *asked, struct fault *f)
{
	struct found_events e = {.count = 0};
	struct batch *b = batch_new(c, a);

	open_all(s, a, w, asked);
	if (!lookup_events(c, a, asked->containers, asked->count, asked->viewer, LIMIT_TIMELINE,
		    asked->events_most, &e, f) ||
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
	ask_around(s, b, asked);
	if (asked->plain ? !batch_run(b, f) : !beside_read(&s->beside, c, b, s, asked, f))
		return false;
	tell_all(s, asked);
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

int64_t story_kg(const struct story *x)
{
	const struct timeline *t = &x->line;
	const struct line l = {t->events, t->voided, t->count, trip_begins(t->events, t->voided, t->count)};
	const struct line_paper *papers = NULL;
	struct weights w;
	size_t n = 0;

	if (x->of->beside)
		papers = beside_papers(x->of->beside, x, &n);
	weights_find(&w, x->of->arena, &l, papers, n, t->state.size_type);
	return weights_mass(&w) < 0 ? -1 : (weights_mass(&w) + 999) / 1000;
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

/* Those among the containers for which somebody told one, and where their events begin. */
struct planned {
	const char **containers;
	size_t *of, *from, count; /* which of the containers; of the events */
};

static struct planned find_planned(
	struct arena *a, const char *const *containers, size_t n, const struct found_events *e)
{
	struct planned p = {arena_alloc_array(a, n + 1, sizeof *p.containers),
		arena_alloc_array(a, n + 1, sizeof *p.of), arena_alloc_array(a, n + 1, sizeof *p.from), 0};
	size_t from = 0;

	for (size_t i = 0; i < e->count; i++) {
		size_t k = e->container[i];

		from = i && e->container[i - 1] == k ? from : i;
		if (k >= n || (p.count && p.of[p.count - 1] == k) || !is_itinerary(&e->events[i]))
			continue;
		p.of[p.count] = k;
		p.from[p.count] = from;
		p.containers[p.count++] = containers[k];
	}
	return p;
}

static size_t events_of_one(const struct found_events *e, size_t from)
{
	size_t until = from;

	while (until < e->count && e->container[until] == e->container[from])
		until++;
	return until - from;
}

static bool read_planned(struct asking *q, struct stories *s, struct world *w, struct rail *rail,
	const struct planned *p, const struct found_events *e)
{
	const struct stories_asked asked = {p->containers, p->count, q->viewer, asking_now(q), 0, true};
	struct arena *a = s->arena;
	struct batch *b = batch_new(q->conn, a);

	open_all(s, a, w, &asked);
	s->rail = rail;
	for (size_t i = 0; i < p->count; i++)
		make_line(s, &s->list[i], e, p->from[i], events_of_one(e, p->from[i]));
	ask_around(s, b, &asked);
	if (!batch_run(b, q->fault))
		return false;
	tell_all(s, &asked);
	return true;
}

bool itineraries_ahead(struct asking *q, struct arena *a, const char *const *containers, size_t n,
	const struct found_events *e, struct rail *rail, const struct itinerary ***ahead)
{
	const struct planned p = find_planned(a, containers, n, e);
	struct stories s = {.arena = a};
	struct world *w;
	bool good;

	*ahead = arena_alloc_array(a, n + 1, sizeof **ahead);
	if (!p.count)
		return true;
	w = service_world(q->service);
	good = read_planned(q, &s, w, rail, &p, e);
	for (size_t i = 0; good && i < p.count; i++)
		(*ahead)[p.of[i]] = latest_told(&s.list[i]);
	world_release(w);
	return good;
}

void itinerary_ahead_later(struct ahead *x, struct batch *b, struct asking *q, struct world *w,
	struct rail *rail, const char *container, const struct timeline *t)
{
	x->container = container;
	x->asked = (struct stories_asked){&x->container, 1, q->viewer, asking_now(q), 0, true};
	x->planned = false;
	for (size_t i = 0; i < t->count; i++)
		x->planned |= is_itinerary(t->events[i]) && !t->voided[i];
	if (!x->planned)
		return;
	open_all(&x->stories, q->arena, w, &x->asked);
	x->stories.rail = rail;
	x->stories.list[0].line = *t;
	ask_around(&x->stories, b, &x->asked);
}

const struct itinerary *itinerary_ahead(struct ahead *x)
{
	if (!x->planned)
		return NULL;
	tell_all(&x->stories, &x->asked);
	return latest_told(&x->stories.list[0]);
}

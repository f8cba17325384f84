#include "service/story.h"

#include "base/limits.h"
#include "domain/train.h"
#include "record/leg.h"
#include "service/answer_parts.h"

#include <stdlib.h>
#include <string.h>

#define TRANSPORTS_MOST 64 /* whose calls are asked for */
#define AHEAD           (120 * INSTANT_DAY)

/* ---- the calls of what it is on ---- */

struct named {
	struct rail_asked list[TRANSPORTS_MOST];
	size_t count;
};

static void name(struct named *n, const char *key, instant at)
{
	size_t i = 0;

	if (!key || at == INSTANT_NONE)
		return;
	while (i < n->count && strcmp(n->list[i].subject, key) != 0)
		i++;
	if (i == TRANSPORTS_MOST)
		return;
	if (i == n->count)
		n->list[n->count++] = (struct rail_asked){key, at - RIDE_LONGEST, at + AHEAD};
	if (at - RIDE_LONGEST < n->list[i].since)
		n->list[i].since = at - RIDE_LONGEST;
	if (at + AHEAD > n->list[i].until)
		n->list[i].until = at + AHEAD;
}

static void name_legs(struct named *n, struct arena *a, const struct event *e)
{
	struct leg l;

	for (size_t i = 0; strcmp(e->code, EVENT_ITINERARY) == 0 && i < e->remark_count; i++)
		if (leg_read(a, e->remarks[i], &l))
			name(n, l.transport, l.departs.at != INSTANT_NONE ? l.departs.at : e->said);
}

static int by_subject(const void *x, const void *y)
{
	return strcmp(((const struct rail_asked *)x)->subject, ((const struct rail_asked *)y)->subject);
}

static bool read_calls(struct story *s, struct asking *q)
{
	struct named *n = arena_alloc(q->arena, sizeof *n);

	for (size_t i = 0; i < s->history.count; i++) {
		const struct event *e = &s->history.events[i];

		if (e->transport.mode != MODE_TRUCK)
			name(n, e->transport.key, e->happened.at);
		name_legs(n, q->arena, e);
	}
	if (!n->count)
		return true;
	qsort(n->list, n->count, sizeof *n->list, by_subject);
	return rail_events(q->conn, q->arena, n->list, n->count, q->viewer, &s->calls, &s->call_count, q->fault);
}

/* ---- the world that its itineraries ask ---- */

static size_t calls_of(const struct story *s, const char *key, const struct event *const **events)
{
	const struct event **all = arena_alloc_array(s->arena, s->call_count + 1, sizeof *all);
	bool *voided = arena_alloc_array(s->arena, s->call_count + 1, sizeof *voided);
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->call_count; i++)
		if (strcmp(s->calls[i].event.subject, key) == 0 && (s->sees_all || s->calls[i].seen))
			all[n++] = &s->calls[i].event;
	events_settle(s->arena, all, n, voided);
	for (size_t i = 0; i < n; i++)
		if (!voided[i])
			all[kept++] = all[i];
	*events = all;
	return kept;
}

/* What the box's own trains told is known under all of their names. */
static size_t told_of(void *self, const char *subject, const struct event *const **events)
{
	const struct story *s = self;
	size_t n = train_is_key(subject) ? rail_told(s->rail, s->arena, s->container, subject, events) : 0;

	return n ? n : calls_of(s, subject, events);
}

static bool same_train(void *self, const char *a, const char *b)
{
	return rail_same_train(((const struct story *)self)->rail, a, b);
}

static const char *complex_of(void *self, const char *place)
{
	const struct place *p = world_place(((const struct story *)self)->world, place);

	return p && p->complex ? p->complex : place;
}

/* ---- the story ---- */

static enum arrangement arrangement_of(const struct story *s)
{
	(void)s;
	return ARRANGEMENT_UNKNOWN;
}

static instant last_said(const struct story *s, instant now)
{
	instant said = INSTANT_NONE;

	for (size_t i = 0; i < s->line.count; i++) {
		const struct event *e = s->line.events[i];

		if (!s->line.voided[i] && e->said != INSTANT_NONE && e->said <= now && e->said > said)
			said = e->said;
	}
	return said;
}

static void tell(struct story *s, instant now)
{
	s->trips = trips_make(s->arena, &s->line.facts, s->line.events, s->line.voided, s->line.count, arrangement_of(s));
	s->told = arena_alloc_array(s->arena, s->trips.count + 1, sizeof *s->told);
	for (size_t i = 0; i < s->trips.count; i++) {
		struct told_trip *t = &s->told[i];
		struct situation what = {&s->line.facts, &s->trips.list[i], &t->itinerary, &s->itinerary_world, s, NULL,
			last_said(s, now)};

		t->trip = &s->trips.list[i];
		itinerary_make(&t->itinerary, s->arena, &s->itinerary_world, &s->line.facts, t->trip);
		exceptions_find(&t->wrong, s->arena, &what, now);
	}
}

static bool sees_all(struct story *s, struct asking *q)
{
	const char **whole;
	size_t n = 0;

	s->sees_all = !q->viewer;
	if (s->sees_all)
		return true;
	if (!rail_whole(q->conn, q->arena, q->viewer, &s->container, 1, &whole, &n, q->fault))
		return false;
	s->sees_all = n == 1;
	return true;
}

bool story_read(struct story *s, struct asking *q, struct world *w, const char *container, instant now)
{
	*s = (struct story){.container = container, .arena = q->arena, .world = w};
	s->ride = (struct ride_world){s, told_of, same_train, complex_of};
	s->itinerary_world = (struct itinerary_world){&s->ride, s, NULL};
	if (!events_history(q->conn, q->arena, q->viewer, container, LIMIT_TIMELINE, &s->history, q->fault))
		return false;
	if (!s->history.count)
		return part_say_unknown(q->fault, container);
	if (!sees_all(s, q) || !read_calls(s, q) ||
		!rail_read_all(&s->rail, q->conn, q->arena, q->viewer, s->history.events, s->history.count, q->fault))
		return false;
	rail_timeline_all(s->rail, q->arena, container, s->history.events, s->history.count, &s->line);
	tell(s, now);
	return true;
}

/* What ships, barges and trains told that boxes are, were or will be on. */
#include "record/leg.h"
#include "service/story_inside.h"

#include <stdlib.h>
#include <string.h>

#define AHEAD (120 * INSTANT_DAY) /* of an event, what its transport will do */

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

/* Of what the boxes themselves tell, not of what they borrow. */
static void name_told(struct naming *n, const struct timeline *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct event *e = t->events[i];

		if (e->via)
			continue;
		if (e->transport.mode != MODE_TRUCK)
			name(n, e->transport.key, e->happened.at);
		name_legs(n, e);
	}
}

void story_ask_calls(struct stories *s, struct batch *b, const char *viewer)
{
	struct naming n = {.a = s->arena};

	for (size_t i = 0; i < s->count; i++)
		name_told(&n, &s->list[i].line);
	if (!n.count)
		return;
	settle(&n);
	rail_events_later(b, s->arena, n.list, n.count, viewer, &s->calls, &s->call_count);
}

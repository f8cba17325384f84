#include "service/mates.h"

#include "base/words.h"
#include "domain/hold.h"
#include "domain/trip.h"
#include "store/beside_store.h"

#include <string.h>

#define EVENTS_AT_ONCE 20000

struct held_mate {
	const char *container, *wagon;
	const struct event *opened;
	instant since; /* it is held, and on that wagon */
};

/* The ride that it is on; NULL: on none whose wagon is known. */
static const struct ride_span *ride_of(const struct story *x)
{
	struct ride_span *spans, *now = NULL;
	size_t n = x->of->rail
			   ? ride_spans(x->of->arena, x->line.events, x->line.voided, x->line.count, &spans)
			   : 0;

	for (size_t i = 0; i < n; i++)
		if (spans[i].classifier == CLASSIFIER_ACT)
			now = &spans[i];
	return now && now->wagon && now->until == INSTANT_NONE ? now : NULL;
}

void mates_later(struct mates *m, struct batch *b, const struct stories *s, instant now)
{
	const char **wagons = arena_alloc_array(s->arena, s->count + 1, sizeof *wagons);
	const struct ride_span *ride;
	size_t n = 0;

	*m = (struct mates){.count = 0};
	for (size_t i = 0; i < s->count; i++)
		if ((ride = ride_of(&s->list[i])))
			wagons[n++] = ride->wagon;
	n = words_once(wagons, n);
	if (n)
		mates_of_later(
			b, s->arena, wagons, n, now - RIDE_LONGEST, &m->containers, &m->container_count);
}

/* What its wagon is held for holds whoever is on it by itself. */
static const struct hold *hold_of(const struct story *x)
{
	const struct timeline *t = &x->line;
	const struct line l = {t->events, t->voided, t->count, trip_begins(t->events, t->voided, t->count)};
	struct hold *holds;
	size_t n = holds_find(x->of->arena, &l, &holds);

	for (size_t i = 0; i < n; i++)
		if (holds[i].end == HOLD_OPEN && holds[i].stop != STOP_DAMAGED && !holds[i].opened->via)
			return &holds[i];
	return NULL;
}

static instant later(instant a, instant b)
{
	return a > b ? a : b;
}

bool mates_read(struct mates *m, struct conn *c, const struct stories *s, const struct stories_asked *asked,
	struct fault *f)
{
	const struct stories_asked of = {
		m->containers, m->container_count, asked->viewer, asked->now, EVENTS_AT_ONCE, true};
	struct stories read;

	if (!m->container_count)
		return true;
	if (!stories_read(&read, c, s->arena, s->world, &of, f))
		return false;
	m->held = arena_alloc_array(s->arena, read.count + 1, sizeof *m->held);
	for (size_t i = 0; i < read.count; i++) {
		const struct ride_span *ride = ride_of(&read.list[i]);
		const struct hold *h = ride ? hold_of(&read.list[i]) : NULL;

		if (h)
			m->held[m->count++] = (struct held_mate){read.list[i].container, ride->wagon,
				h->opened, later(moment_sorts(&h->opened->happened), ride->since)};
	}
	return true;
}

const struct event *mates_hold(const struct mates *m, const struct story *x, instant *since)
{
	const struct ride_span *ride = m->count ? ride_of(x) : NULL;

	for (size_t i = 0; ride && i < m->count; i++) {
		const struct held_mate *h = &m->held[i];

		if (strcmp(h->container, x->container) == 0 || strcmp(h->wagon, ride->wagon) != 0)
			continue;
		*since = later(h->since, ride->since);
		return h->opened;
	}
	return NULL;
}

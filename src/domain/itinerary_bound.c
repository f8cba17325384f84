/* Where a transport goes, and whether that is where the box has to go. */
#include "domain/itinerary_inside.h"

#include <string.h>

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

/* Where nobody said whither a leg leads, it may. */
bool leg_ends_at(const struct itinerary_making *m, const char *place, size_t from)
{
	for (size_t k = from; k < m->i->leg_count; k++)
		if (!m->i->legs[k].to || same_spot(m, m->i->legs[k].to, place) ||
			same_spot(m, m->i->legs[k].from, place))
			return true;
	return same_spot(m, m->i->destination, place);
}

/* Where a transport goes after some time, as far as its calls and the box's own plans tell. */
struct bound {
	const struct itinerary_making *m;
	instant since;
	const char *place; /* whether there; NULL: anywhere that the box has yet to go, from that leg on */
	size_t leg;
	bool elsewhere, there;
};

static void hear_call(struct bound *b, const struct event *call)
{
	bool there;

	if (!call->place || !is(call->code, "ARRI") ||
		(call->happened.at != INSTANT_NONE && call->happened.at < b->since))
		return;
	there = b->place ? same_spot(b->m, call->place, b->place) : leg_ends_at(b->m, call->place, b->leg);
	b->there |= there;
	b->elsewhere |= !there;
}

static bool is_known_to_go_elsewhere(struct bound *b, const char *transport)
{
	const struct itinerary_making *m = b->m;
	const struct event *const *calls;
	size_t n = m->w && transport ? m->w->ride->events_of(m->w->ride->self, transport, &calls) : 0;

	for (size_t k = 0; k < n; k++)
		hear_call(b, calls[k]);
	for (size_t k = 0; k < m->t->plan_count; k++)
		if (same_carrier(m, transport, m->t->plans[k]->transport.key))
			hear_call(b, m->t->plans[k]);
	return b->elsewhere && !b->there;
}

bool calls_elsewhere(
	const struct itinerary_making *m, const char *transport, instant since, const char *place)
{
	struct bound b = {.m = m, .since = since, .place = place};

	return is_known_to_go_elsewhere(&b, transport);
}

/* It is known where that transport goes from here, and nowhere there has the box to go. */
bool goes_elsewhere(const struct itinerary_making *m, const struct fact *f, size_t leg)
{
	struct bound b = {.m = m, .since = f->from, .leg = leg};

	return is_known_to_go_elsewhere(&b, f->transport->key);
}

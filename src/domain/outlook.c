#include "domain/outlook.h"

#include "domain/outlook_box.h"
#include "domain/trip.h"

static size_t last_of(const struct outlook_box *b)
{
	size_t i = 0;

	while (i < b->count &&
		(!b->journey->code || memcmp(b->events[i]->id, b->journey->event, sizeof b->journey->event)))
		i++;
	return i;
}

static const char *const states[] = {EVENT_NOTE, EVENT_DAMAGED, EVENT_HELD, EVENT_RELEASED, NULL};
static const char *const arrivals[] = {"ARRI", "DISC", "GTIN", "DROP", "AVPU", NULL};

/* Another word on the same move came later.  Two of one message are two calls at that place. */
static bool supersedes(const struct event *a, const struct event *b)
{
	if (!is(a, b->code) || !same_place(a, b) || a == b)
		return false;
	if (a->said != b->said)
		return a->said > b->said;
	return !(same(a->document, b->document) && same(a->sender, b->sender)) &&
	       memcmp(a->id, b->id, 16) > 0;
}

/* What a move at a place tells of earlier ones there that nobody reported. */
static bool implies(const struct event *fact, const struct event *e)
{
	static const struct {
		const char *expected;
		const char *facts[5];
	} rows[] = {
		{"ARRI", {"DISC", "GTOT", "LOAD", "DEPA"}},
		{"WAYP", {"DISC", "GTOT", "LOAD", "DEPA"}},
		{"DISC", {"GTOT", "LOAD"}},
		{"LOAD", {"ABRD", "DEPA"}},
		{"ABRD", {"LOAD", "DEPA"}},
	};

	if (is(fact, e->code))
		return true;
	/* A box that came in by what was expected to arrive; that a truck brought it tells nothing of a ship.
	 */
	if (is(fact, "GTIN") && is(e, "ARRI"))
		return fact->transport.mode == e->transport.mode || !fact->transport.mode ||
		       !e->transport.mode;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (is(e, rows[i].expected))
			return is_among(fact->code, rows[i].facts);
	return false;
}

/* A fact is what was expected if it came not long before somebody still expected it. */
static bool fulfils(const struct event *fact, const struct event *e)
{
	instant from = e->said != INSTANT_NONE ? e->said - INSTANT_DAY : e->happened.at - 30 * INSTANT_DAY;

	return fact->happened.at != INSTANT_NONE && fact->happened.at >= from && implies(fact, e) &&
	       same_place(fact, e);
}

static bool is_expectation(const struct outlook_box *b, size_t i)
{
	const struct event *e = b->events[i];

	return !b->voided[i] && e->classifier != CLASSIFIER_ACT && !is_among(e->code, states) &&
	       e->happened.at != INSTANT_NONE;
}

static bool is_outdated(const struct outlook_box *b, size_t i)
{
	const struct event *e = b->events[i];

	for (size_t k = 0; k < b->count; k++) {
		if (b->voided[k])
			continue;
		if (b->events[k]->classifier == CLASSIFIER_ACT ? fulfils(b->events[k], e)
							       : supersedes(b->events[k], e))
			return true;
	}
	return false;
}

static bool is_over(const struct journey *j)
{
	return j->status == JOURNEY_DELIVERED || j->status == JOURNEY_EMPTY_RETURNED;
}

static const struct event *next_of(const struct outlook_box *b)
{
	for (size_t i = b->last < b->count ? b->last + 1 : b->trip; i < b->count; i++)
		if (b->live[i])
			return b->events[i];
	return NULL;
}

/* The last place said wins; a destination before a port of discharge. */
static const char *destination_of(const struct outlook_box *b)
{
	const struct event *found = NULL;
	const char *place = NULL;

	for (size_t i = b->trip; i < b->count && b->journey->status != JOURNEY_EMPTY_RETURNED; i++) {
		const struct event *e = b->events[i];
		const char *said = e->destination ? e->destination : e->discharge_place;

		if (b->voided[i] || !said)
			continue;
		if (found && found->destination && !e->destination)
			continue;
		if (found && !found->destination == !e->destination && e->said < found->said)
			continue;
		found = e;
		place = said;
	}
	return place;
}

static const struct event *eta_of(const struct outlook_box *b, const char *destination)
{
	const struct event *where = NULL, *eta = NULL;

	for (size_t i = b->trip; i < b->count && !is_over(b->journey); i++) {
		const struct event *e = b->events[i];

		b->live[i] = b->live[i] && (b->last == b->count || i > b->last || is_at(e, destination));
		if (b->live[i] && is_among(e->code, arrivals) && place_known(e) &&
			(!is_at(where, destination) || is_at(e, destination)))
			where = e;
	}
	for (size_t i = b->trip; where && i < b->count; i++)
		if (b->live[i] && is_among(b->events[i]->code, arrivals) && same_place(b->events[i], where) &&
			(!eta || b->events[i]->said > eta->said))
			eta = b->events[i];
	return eta;
}

void outlook_make(struct outlook *o, struct arena *scratch, const struct journey *j,
	const struct event *const *events, const bool *voided, size_t n, const struct itinerary *ahead,
	bool number_failed, instant now)
{
	struct outlook_box b = {
		.arena = scratch, .journey = j, .events = events, .voided = voided, .count = n, .now = now};

	*o = (struct outlook){.block_count = 0};
	b.live = arena_alloc_array(scratch, n + 1, sizeof *b.live);
	b.outdated = arena_alloc_array(scratch, n + 1, sizeof *b.outdated);
	b.trip = trip_begins(events, voided, n);
	b.last = last_of(&b);
	for (size_t i = 0; i < n; i++) {
		b.outdated[i] = is_expectation(&b, i) && is_outdated(&b, i);
		b.live[i] = is_expectation(&b, i) && !b.outdated[i];
	}
	o->outdated = b.outdated;
	o->last = b.last < n ? events[b.last] : NULL;
	o->next = next_of(&b);
	o->destination = destination_of(&b);
	o->eta = eta_of(&b, o->destination);
	if (!o->destination && o->eta)
		o->destination = o->eta->place;
	if (ahead && ahead->told)
		outlook_follow(o, scratch, ahead);
	outlook_block(o, &b, number_failed);
}

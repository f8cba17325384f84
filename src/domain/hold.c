#include "domain/hold.h"

#include "domain/journey.h"
#include "domain/trip.h"

const char *const hold_kind_words[] = {
#define HOLD(name, word, words) [HOLD_##name] = word,
#include "domain/hold.def"
#undef HOLD
};
const char *const hold_end_words[] = {"open", "lifted", "gone-on"};
const char *const hold_begins[] = {EVENT_HELD, "CUSS", "CUSI"};
const size_t hold_begin_count = sizeof hold_begins / sizeof *hold_begins;

/* What begins a stop, and what ends it; NULL: nothing but the next trip.  Customs that refused a box clear it
 * with a word of their own: it ends a hold if the same sender says it. */
static const struct stop {
	const char *begins[3], *ends, *ends_of_sender;
	bool travels; /* a box that has gone on has it still */
} stops[STOPS] = {
	[STOP_HELD] = {{EVENT_HELD}, EVENT_RELEASED, "CUSR", false},
	[STOP_CUSTOMS] = {{"CUSS", "CUSI"}, "CUSR", NULL, false},
	[STOP_DAMAGED] = {{EVENT_DAMAGED}, NULL, NULL, true},
};

static const char *const kind_signs[] = {
#define HOLD(name, word, words) [HOLD_##name] = words,
#include "domain/hold.def"
#undef HOLD
};

static enum hold_kind kind_of(const struct event *e)
{
	enum hold_kind k = 0;

	if (is(e, "CUSI"))
		return HOLD_INSPECTION;
	if (is(e, "CUSS"))
		return HOLD_CUSTOMS;
	while (k < HOLD_OTHER && !line_remark(e, kind_signs[k]))
		k++;
	return k;
}

static bool ends(const struct stop *s, const struct event *e, const struct event *begun)
{
	if (place_known(e) && place_known(begun) && !same_place(e, begun))
		return false;
	return (s->ends && is(e, s->ends)) ||
	       (s->ends_of_sender && is(e, s->ends_of_sender) && same(e->sender, begun->sender));
}

static instant span(const struct event *e)
{
	return e->happened.precision == PRECISION_DAY ? INSTANT_DAY : 0;
}

/* Of two on a day that is all that is known of one of them, what was said later came later. */
static bool may_be_behind(const struct event *e, const struct event *begun)
{
	return (span(e) || span(begun)) && e->said > begun->said &&
	       e->happened.at + span(e) >= begun->happened.at;
}

static const struct event *lifted_by(const struct line *l, size_t at, const struct stop *s)
{
	for (size_t i = l->trip; i < l->count; i++)
		if (line_fact(l, i) && ends(s, l->events[i], l->events[at]) &&
			(i > at || may_be_behind(l->events[i], l->events[at])))
			return l->events[i];
	return NULL;
}

/* Whoever held it has let it go, told or not. */
static const struct event *gone_on_by(const struct line *l, size_t at)
{
	const struct event *stop = l->events[at];
	bool there = false; /* a hold may be told ahead, of a place that the box has yet to come to */

	for (size_t i = l->trip; i < l->count; i++) {
		const struct event *e = l->events[i];
		bool here = same_place(e, stop);

		if (!line_fact(l, i) || !journey_moves(e->code))
			continue;
		if (i > at && trip_ends(e))
			return e;
		if (!place_known(stop) || !place_known(e))
			continue;
		there |= here;
		if (i > at && there && (!here || is(e, "DEPA")))
			return e;
	}
	return NULL;
}

static const struct event *inspected_in(const struct line *l, size_t at, const struct event *until)
{
	for (size_t i = at + 1; i < l->count && l->events[i] != until; i++)
		if (line_fact(l, i) && is(l->events[i], "INSP") &&
			(!place_known(l->events[i]) || same_place(l->events[i], l->events[at])))
			return l->events[i];
	return NULL;
}

/* A UN/LOCODE begins with its country; codes of our own begin with an X. */
static void country_of(const struct event *e, char country[3])
{
	country[0] = '\0';
	if (!e->place || e->place[0] == 'X' || strlen(e->place) < 2)
		return;
	memcpy(country, e->place, 2);
	country[2] = '\0';
}

static struct hold hold_of(const struct line *l, size_t at, enum hold_stop stop)
{
	const struct stop *s = &stops[stop];
	struct hold h = {.stop = stop, .kind = kind_of(l->events[at]), .opened = l->events[at]};

	country_of(h.opened, h.country);
	h.lifted = lifted_by(l, at, s);
	h.end = h.lifted ? HOLD_LIFTED : HOLD_OPEN;
	if (!h.lifted && !s->travels && (h.lifted = gone_on_by(l, at)))
		h.end = HOLD_GONE_ON;
	h.inspected = inspected_in(l, at, h.lifted);
	return h;
}

size_t holds_find(struct arena *a, const struct line *l, struct hold **holds)
{
	size_t n = 0, room = 0;

	*holds = NULL;
	for (size_t i = l->trip; i < l->count; i++)
		for (enum hold_stop s = 0; s < STOPS; s++)
			if (line_fact(l, i) && is_among(l->events[i]->code, stops[s].begins)) {
				*holds = arena_grow(a, *holds, n, &room, sizeof **holds);
				(*holds)[n++] = hold_of(l, i, s);
			}
	return n;
}

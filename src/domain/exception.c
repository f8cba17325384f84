#include "domain/exception.h"

#include <string.h>

#define HOUR (3600 * INSTANT_SECOND)

const char *const cause_words[] = {"container", "transport", "border", "source"};

const struct exception_row exception_rows[] = {
#define EXCEPTION(name, code, hours, severity, cause, text)                                                  \
	[EXCEPTION_##name] = {code, severity, text, hours, CAUSE_##cause},
#include "domain/exception.def"
#undef EXCEPTION
};

struct assessing {
	struct arena *a;
	const struct situation *s;
	instant now;
	struct assessment *out;
	size_t room;
};

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

static void look_again(struct assessing *x, instant at)
{
	if (at > x->now && (x->out->again == INSTANT_NONE || at < x->out->again))
		x->out->again = at;
}

/* It came true then, or will: told once its grace is over. */
static void tell(struct assessing *x, const struct exception *e)
{
	instant fires = e->since + exception_rows[e->code].hours * HOUR;

	if (e->since == INSTANT_NONE)
		return;
	if (fires > x->now) {
		look_again(x, fires);
		return;
	}
	x->out->list = arena_grow(x->a, x->out->list, x->out->count, &x->room, sizeof *x->out->list);
	x->out->list[x->out->count++] = *e;
}

static void cannot(struct assessing *x, enum exception_code code)
{
	x->out->not_assessed |= 1u << code;
}

static instant at_of(const struct fact *f)
{
	return f->speaker ? moment_sorts(&f->when) : f->from;
}

static const char *carrier_of(const struct itinerary *i, size_t leg)
{
	return i->states[leg].taken ? i->states[leg].taken : i->legs[leg].transport;
}

/* The last fact of the trip that moved the box and was reported; NULL: none. */
static const struct fact *last_move(const struct assessing *x)
{
	const struct trip *t = x->s->trip;

	for (size_t k = t->until; k-- > t->first;)
		if (x->s->facts->list[k]->speaker && journey_moves(x->s->facts->list[k]->code))
			return x->s->facts->list[k];
	return NULL;
}

/* When the word that counts was said; of what is only pushed, the box's last fact. */
static instant word_time(const struct assessing *x, const struct expected *e)
{
	const struct fact *last = last_move(x);

	if (e->estimate_count)
		return e->estimates[0].event->said;
	return last ? at_of(last) : x->s->itinerary->said;
}

/* ---- the rules ---- */

static void misdirected(struct assessing *x)
{
	const struct fact *f = x->s->itinerary->misdirected;

	if (!x->s->itinerary->leg_count)
		cannot(x, EXCEPTION_MISDIRECTED);
	else if (f)
		tell(x, &(struct exception){.code = EXCEPTION_MISDIRECTED,
				.cause = f->transport->key,
				.since = at_of(f),
				.fact = f,
				.place = f->place});
}

static void misrouted(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	if (i->routing == ROUTING_NONE)
		cannot(x, EXCEPTION_MISROUTED);
	else if (i->routing == ROUTING_MISROUTED)
		tell(x, &(struct exception){.code = EXCEPTION_MISROUTED,
				.since = i->said,
				.word = i->told,
				.place = i->destination});
}

/* Where a leg comes to its end, as far as the itinerary tells. */
static const struct expected *end_of(const struct itinerary *i, size_t leg)
{
	const struct expected *found = NULL;

	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].leg == leg && (i->expected[k].kind == EXPECTED_END_ARRI ||
							 i->expected[k].kind == EXPECTED_END_DISC ||
							 i->expected[k].kind == EXPECTED_END_GTIN))
			found = &i->expected[k];
	return found;
}

static const struct expected *arrival(const struct itinerary *i)
{
	return i->leg_count ? end_of(i, i->leg_count - 1) : NULL;
}

static void late(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;
	const struct expected *e = arrival(i);
	instant due;

	if (i->deadline == INSTANT_NONE || !e) {
		cannot(x, EXCEPTION_LATE);
		return;
	}
	if (e->state != EXPECTED_AHEAD)
		return;
	due = e->due == INSTANT_NONE || e->due < x->now ? x->now : e->due;
	look_again(x, i->deadline);
	if (due >= i->deadline)
		tell(x, &(struct exception){.code = EXCEPTION_LATE,
				.cause = carrier_of(i, e->leg),
				.since = x->now >= i->deadline ? i->deadline : word_time(x, e),
				.thing = e,
				.place = e->place,
				.by = e->due != INSTANT_NONE && e->due > i->deadline ? e->due - i->deadline
										     : 0});
}

/* What was expected at first: the plan, else the estimate that was said first. */
static instant first_due(const struct itinerary *i, const struct expected *e)
{
	const struct leg *l = &i->legs[e->leg];

	if (l->arrives.at != INSTANT_NONE && i->told)
		return moment_sorts(&l->arrives);
	if (e->planned.event)
		return e->planned.at;
	return e->estimate_count ? e->estimates[e->estimate_count - 1].at : INSTANT_NONE;
}

static void slipped(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;
	const struct expected *e = arrival(i);
	instant first = e ? first_due(i, e) : INSTANT_NONE;

	if (first == INSTANT_NONE || e->due == INSTANT_NONE) {
		cannot(x, EXCEPTION_SLIPPED);
		return;
	}
	if (e->state == EXPECTED_AHEAD && e->due - first >= SLIPPED_BY)
		tell(x, &(struct exception){.code = EXCEPTION_SLIPPED,
				.cause = carrier_of(i, e->leg),
				.since = word_time(x, e),
				.word = e->estimate_count ? e->estimates[0].event : NULL,
				.thing = e,
				.place = e->place,
				.by = e->due - first});
}

/* By road, the gate out. */
static const struct expected *loading_of(const struct itinerary *i, size_t leg)
{
	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].leg == leg && (i->expected[k].kind == EXPECTED_START_LOAD ||
							 i->expected[k].kind == EXPECTED_START_GTOT))
			return &i->expected[k];
	return NULL;
}

/* What comes in late is the cause, of all that miss the same one. */
static void missed(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	if (i->leg_count < 2)
		cannot(x, EXCEPTION_MISSED);
	for (size_t k = 1; k < i->leg_count; k++) {
		const struct expected *e = loading_of(i, k);

		if (!e || e->state != EXPECTED_AHEAD || !i->states[k].missed)
			continue;
		tell(x, &(struct exception){.code = EXCEPTION_MISSED,
				.cause = carrier_of(i, k - 1),
				.since = word_time(x, end_of(i, k - 1)),
				.thing = e,
				.place = e->place,
				.by = i->states[k].short_by});
	}
}

static void rolled(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	for (size_t k = 0; k < i->leg_count; k++) {
		const struct expected *e = loading_of(i, k);

		if (i->states[k].replanned == REPLANNED_ROLLED && e && e->fact)
			tell(x, &(struct exception){.code = EXCEPTION_ROLLED,
					.cause = i->legs[k].transport,
					.since = at_of(e->fact),
					.fact = e->fact,
					.thing = e,
					.place = e->place});
	}
}

/* When the transport left there, as whoever told of it says. */
static const struct event *departed(const struct assessing *x, const struct expected *e)
{
	const struct itinerary_world *w = x->s->world;
	const char *carrier = carrier_of(x->s->itinerary, e->leg);
	const struct event *const *calls;
	size_t n = w && carrier ? w->ride->events_of(w->ride->self, carrier, &calls) : 0;

	for (size_t k = n; k--;) {
		const struct event *c = calls[k];

		if (is(c->code, "DEPA") && c->classifier == CLASSIFIER_ACT && c->place && e->place &&
			is(w->ride->complex_of(w->ride->self, c->place),
				w->ride->complex_of(w->ride->self, e->place)))
			return c;
	}
	return NULL;
}

/* Who loads tells of it hours after the departure: until then it is not confirmed, then it was left behind.
 */
static void not_loaded(struct assessing *x)
{
	const struct itinerary *i = x->s->itinerary;

	for (size_t k = 0; k < i->leg_count; k++) {
		const struct expected *e = loading_of(i, k);
		const struct event *left = e && e->state == EXPECTED_AHEAD ? departed(x, e) : NULL;
		struct exception what = {.code = EXCEPTION_NOT_LOADED, .thing = e, .word = left};

		if (!left)
			continue;
		what.cause = carrier_of(i, k);
		what.since = moment_sorts(&left->happened);
		what.place = e->place;
		tell(x, &what);
		if (what.since + exception_rows[EXCEPTION_NOT_LOADED].hours * HOUR <= x->now)
			continue;
		what.code = EXCEPTION_NOT_CONFIRMED;
		tell(x, &what);
	}
}

/* After how many hours without a word a box under way is silent: a train is heard of at each border and
 * technical stop, a ship says little between two ports. */
static int silence_of(const struct fact *last)
{
	static const int hours[MODES] = {[MODE_UNKNOWN] = 96,
		[MODE_VESSEL] = 14 * 24,
		[MODE_RAIL] = 72,
		[MODE_TRUCK] = 48,
		[MODE_BARGE] = 96,
		[MODE_AIR] = 48,
		[MODE_MULTIMODAL] = 96};

	return hours[last->transport->mode < MODES ? last->transport->mode : MODE_UNKNOWN];
}

static bool is_under_way(const struct trip *t)
{
	return t->status == JOURNEY_ON_BOARD || t->status == JOURNEY_ON_ROAD;
}

static void silent(struct assessing *x)
{
	const struct fact *last = last_move(x);
	const struct itinerary *i = x->s->itinerary;
	instant word, limit, source;

	if (!last || !is_under_way(x->s->trip))
		return;
	word = x->s->said > at_of(last) && x->s->said <= x->now ? x->s->said : at_of(last);
	/* at sea an arrival ahead is answer enough */
	if (last->transport->mode == MODE_VESSEL && i->next && i->next->due > x->now) {
		look_again(x, i->next->due);
		return;
	}
	limit = word + silence_of(last) * HOUR;
	look_again(x, limit);
	if (x->now < limit)
		return;
	source = x->s->heard ? x->s->heard(x->s->self, last->speaker->sender) : x->now;
	tell(x, &(struct exception){
			.code = x->now - source >= SOURCE_SILENT ? EXCEPTION_SOURCE_DOWN : EXCEPTION_SILENT,
			.cause = x->now - source >= SOURCE_SILENT ? last->speaker->sender : NULL,
			.since = limit,
			.fact = last,
			.place = last->place});
}

/* At which border it stands, and since when it does; NULL: at none. */
static const char *stands_at(const struct assessing *x, const struct fact **came)
{
	const struct itinerary_world *w = x->s->world;
	const struct trip *t = x->s->trip;
	const struct fact *last = last_move(x);
	const char *border;

	if (!w || !w->is_border || !last || !last->place || is(last->code, "DEPA") ||
		last->transport->mode == MODE_VESSEL || !w->is_border(w->self, last->place))
		return NULL;
	border = w->ride->complex_of(w->ride->self, last->place);
	*came = last;
	for (size_t k = t->until; k-- > t->first;) {
		const struct fact *f = x->s->facts->list[k];

		if (!f->speaker || !journey_moves(f->code))
			continue;
		if (!f->place || !is(w->ride->complex_of(w->ride->self, f->place), border) ||
			is(f->code, "DEPA"))
			break;
		*came = f;
	}
	return border;
}

/* What waits at a border is told as that. */
static void overdue(struct assessing *x)
{
	const struct expected *e = x->s->itinerary->next;
	const struct fact *came;

	if (!e || e->due == INSTANT_NONE) {
		cannot(x, EXCEPTION_OVERDUE);
		return;
	}
	if (stands_at(x, &came))
		return;
	tell(x, &(struct exception){.code = EXCEPTION_OVERDUE,
			.cause = carrier_of(x->s->itinerary, e->leg),
			.since = e->due,
			.thing = e,
			.place = e->place});
}

/* It came to a border and has not gone on. */
static void border_queue(struct assessing *x)
{
	const struct fact *came;
	const char *border = stands_at(x, &came);

	if (border)
		tell(x, &(struct exception){.code = EXCEPTION_BORDER_QUEUE,
				.cause = border,
				.since = at_of(came),
				.fact = came,
				.place = came->place});
}

static void conflict(struct assessing *x)
{
	const struct trip *t = x->s->trip;

	for (size_t k = t->first; k < t->until; k++) {
		const struct fact *f = x->s->facts->list[k];

		if (f->conflicts_with)
			tell(x, &(struct exception){.code = EXCEPTION_CONFLICT,
					.since = at_of(f),
					.fact = f,
					.place = f->place});
	}
}

void exceptions_find(struct assessment *out, struct arena *a, const struct situation *s, instant now)
{
	static void (*const rules[])(struct assessing * x) = {misdirected, misrouted, late, slipped, missed,
		rolled, not_loaded, silent, overdue, border_queue, conflict};
	struct assessing x = {.a = a, .s = s, .now = now, .out = out};

	*out = (struct assessment){.again = INSTANT_NONE};
	if (s->trip->end != TRIP_OPEN)
		return;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		rules[i](&x);
	look_again(&x, s->trip->closed);
}

/* When what is expected is due: what was said last, pushed by what comes before it. */
#include "domain/itinerary_inside.h"

#include <stdlib.h>
#include <string.h>

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

/* ---- what was said of it ---- */

static int by_said(const void *x, const void *y)
{
	const struct said_time *a = x, *b = y;

	if (a->event->said != b->event->said)
		return a->event->said > b->event->said ? -1 : 1;
	return memcmp(b->event->id, a->event->id, 16);
}

/* A word on the transport's call is one on when the box gets on or off there. */
static bool speaks_of(const char *said, const char *expected)
{
	return is(said, expected) || (is(said, "DEPA") && is(expected, "LOAD")) ||
	       (is(said, "ARRI") && is(expected, "DISC"));
}

static void hear(struct itinerary_making *m, struct expected *e, size_t *room, const struct event *said)
{
	instant at = moment_sorts(&said->happened);

	if (at == INSTANT_NONE || !speaks_of(said->code, e->code) || !same_spot(m, said->place, e->place))
		return;
	if (said->classifier == CLASSIFIER_PLN) {
		if (!e->planned.event || said->said > e->planned.event->said ||
			(said->said == e->planned.event->said &&
				memcmp(said->id, e->planned.event->id, 16) > 0))
			e->planned = (struct said_time){said, at};
		return;
	}
	e->estimates = arena_grow(m->a, e->estimates, e->estimate_count, room, sizeof *e->estimates);
	e->estimates[e->estimate_count++] = (struct said_time){said, at};
}

const char *itinerary_carrier(const struct itinerary *i, size_t leg)
{
	const struct leg_state *s = &i->states[leg];

	return s->taken ? s->taken : s->unnamed ? NULL : i->legs[leg].transport;
}

static bool is_anothers(const struct itinerary_making *m, size_t leg, const char *transport)
{
	for (size_t k = 0; k < m->i->leg_count; k++)
		if (k != leg && same_carrier(m, itinerary_carrier(m->i, k), transport))
			return true;
	return false;
}

/* Of a leg by whatever that is, what no other leg is by. */
static bool is_of_leg(const struct itinerary_making *m, const struct expected *e, const struct event *said)
{
	const char *carrier = itinerary_carrier(m->i, e->leg);

	if (!carrier)
		return !is_anothers(m, e->leg, said->transport.key) &&
		       !same_carrier(m, m->i->legs[e->leg].transport, said->transport.key);
	return !said->transport.key || same_carrier(m, carrier, said->transport.key);
}

static void hear_all(struct itinerary_making *m, struct expected *e)
{
	const char *carrier = itinerary_carrier(m->i, e->leg);
	const struct event *const *calls = NULL;
	size_t n = m->w && carrier && !is(e->code, "GTIN") && !is(e->code, "GTOT")
			   ? m->w->ride->events_of(m->w->ride->self, carrier, &calls)
			   : 0;
	size_t room = 0;

	for (size_t k = 0; k < m->t->plan_count; k++)
		if (is_of_leg(m, e, m->t->plans[k]))
			hear(m, e, &room, m->t->plans[k]);
	for (size_t k = 0; k < n; k++)
		hear(m, e, &room, calls[k]);
	if (e->estimate_count)
		qsort(e->estimates, e->estimate_count, sizeof *e->estimates, by_said);
}

/* ---- when it is due ---- */

/* It gets on: by road, through the gate. */
static bool is_boarding(const struct expected *e)
{
	return e->kind == EXPECTED_START_LOAD || e->kind == EXPECTED_START_GTOT;
}

static bool is_start(const struct expected *e)
{
	return is_boarding(e) || e->kind == EXPECTED_START_DEPA;
}

static bool is_end(const struct expected *e)
{
	return e->kind == EXPECTED_END_ARRI || e->kind == EXPECTED_END_DISC || e->kind == EXPECTED_END_GTIN;
}

/* A gate on the way to what it is to go on with: it must be through by the cut-off. */
static bool leads_aboard(const struct expected *e)
{
	return e->kind == EXPECTED_ORIGIN_GTIN || e->kind == EXPECTED_BETWEEN_GTOT ||
	       e->kind == EXPECTED_BETWEEN_GTIN;
}

/* INSTANT_NONE: nobody said by when, as of a box that waits to be collected. */
static instant of_leg(const struct itinerary_making *m, const struct expected *e)
{
	const struct leg *l = &m->i->legs[e->leg];

	if (leads_aboard(e) && l->cut_off != INSTANT_NONE)
		return l->cut_off;
	if (leads_aboard(e) || is_start(e))
		return moment_sorts(&l->departs);
	return is_end(e) ? moment_sorts(&l->arrives) : INSTANT_NONE;
}

static instant planned_at(const struct itinerary_making *m, const struct expected *e)
{
	return e->planned.event ? e->planned.at : of_leg(m, e);
}

static instant happened_at(const struct fact *f)
{
	return f->speaker ? moment_sorts(&f->when) : f->from;
}

/* Walking along the line: where it is by now. */
struct walk {
	instant at;    /* of what comes before; INSTANT_NONE: not known */
	instant delay; /* by which the transport under way is late against its plan, as far as known */
	instant heard; /* when the latest word that made `at` was said */
};

static instant transfer_time(const struct itinerary_making *m, const struct expected *e)
{
	const struct leg *to = &m->i->legs[e->leg], *from = to - 1;

	return m->w && m->w->transfer ? m->w->transfer(m->w->self, to->from, from->mode, to->mode) : 0;
}

/* The first of a leg to which another leads. */
static bool begins_leg(const struct itinerary_making *m, size_t k)
{
	const struct itinerary *i = m->i;

	return k && i->expected[k].leg != i->expected[k - 1].leg;
}

static void find_missed(struct itinerary_making *m, const struct expected *e, instant ready)
{
	struct leg_state *s = &m->i->states[e->leg];
	instant cut = m->i->legs[e->leg].cut_off, goes = e->due;

	if (!is_boarding(e) || ready == INSTANT_NONE)
		return;
	if (cut != INSTANT_NONE && (goes == INSTANT_NONE || cut < goes))
		goes = cut;
	if (goes == INSTANT_NONE || ready <= goes)
		return;
	s->missed = true;
	s->short_by = ready - goes;
}

/* The word said last, if any is; a plan, late by as much as the transport is. */
static void due_by_words(const struct itinerary_making *m, struct expected *e, const struct walk *w)
{
	instant planned = planned_at(m, e);

	e->due = e->estimate_count ? e->estimates[0].at : planned;
	if (e->estimate_count || planned == INSTANT_NONE || w->delay <= 0 || is_start(e))
		return;
	e->due = planned + w->delay;
	e->pushed = true;
}

/* Of what nobody said when, it is only known what it comes after. */
static void push(struct expected *e, instant not_before)
{
	if (not_before == INSTANT_NONE || e->due == INSTANT_NONE || e->due >= not_before)
		return;
	e->pushed = true;
	e->due = not_before;
}

/* Loaded a day after what was to take it should have left, as far as anybody says, on a wagon in a train that
 * nobody names: in a later one. */
static void find_unnamed(struct itinerary_making *m, const struct expected *e, instant planned)
{
	struct leg_state *s = &m->i->states[e->leg];
	instant left = e->estimate_count && e->estimates[0].at > planned ? e->estimates[0].at : planned;

	if (e->kind != EXPECTED_START_LOAD || !e->fact || !e->fact->speaker || s->taken ||
		!m->i->legs[e->leg].transport || planned == INSTANT_NONE ||
		happened_at(e->fact) < left + INSTANT_DAY)
		return;
	s->unnamed = true;
	s->replanned = REPLANNED_ROLLED;
}

static void step(struct itinerary_making *m, struct walk *w, size_t k, instant *ready)
{
	struct expected *e = &m->i->expected[k];
	instant planned = planned_at(m, e);

	if (begins_leg(m, k)) {
		*ready = w->at == INSTANT_NONE ? INSTANT_NONE : w->at + transfer_time(m, e);
		w->delay = 0;
	}
	if (e->state != EXPECTED_AHEAD) {
		if (e->fact) {
			e->due = happened_at(e->fact);
			w->at = e->due;
		}
	} else {
		due_by_words(m, e, w);
		find_missed(m, e, *ready);
		push(e, is_boarding(e) ? *ready : w->at);
		if (e->due != INSTANT_NONE)
			w->at = e->due;
	}
	find_unnamed(m, e, planned);
	if (is_start(e) && planned != INSTANT_NONE && e->due != INSTANT_NONE && (e->fact || e->due > planned))
		w->delay = e->due - planned;
}

static bool is_over(const struct itinerary_making *m)
{
	const struct itinerary *i = m->i;
	const struct expected *last = NULL;

	for (size_t k = 0; k < i->expected_count; k++)
		if (is_end(&i->expected[k]) || is(i->expected[k].code, "DROP"))
			last = &i->expected[k];
	return last && last->state != EXPECTED_AHEAD;
}

static instant arrives_at(const struct itinerary_making *m)
{
	const struct itinerary *i = m->i;
	instant at = INSTANT_NONE;

	for (size_t k = 0; k < i->expected_count; k++)
		if (is_end(&i->expected[k]) && i->expected[k].leg + 1 == i->leg_count &&
			i->expected[k].due != INSTANT_NONE)
			at = i->expected[k].due;
	return at;
}

static enum routing routing_of(const struct itinerary_making *m)
{
	const struct itinerary *i = m->i;
	instant arrives = arrives_at(m);

	if (!i->told)
		return ROUTING_NONE;
	if (i->leg_count && i->destination && i->legs[i->leg_count - 1].to &&
		!same_spot(m, i->destination, i->legs[i->leg_count - 1].to))
		return ROUTING_MISROUTED;
	if (i->deadline != INSTANT_NONE && arrives != INSTANT_NONE && arrives >= i->deadline && !is_over(m))
		return ROUTING_MISROUTED;
	return ROUTING_ROUTED;
}

void itinerary_when(struct itinerary_making *m)
{
	struct walk w = {.at = INSTANT_NONE};
	instant ready = INSTANT_NONE;

	for (size_t k = 0; k < m->i->expected_count; k++) {
		hear_all(m, &m->i->expected[k]);
		step(m, &w, k, &ready);
	}
	m->i->routing = routing_of(m);
}

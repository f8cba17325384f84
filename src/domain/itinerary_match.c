/* What of what is expected at the ends of the legs has happened. */
#include "domain/itinerary_inside.h"
#include "domain/train.h"

#include <string.h>

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

bool is_by(const char *code, const char *const *codes)
{
	while (*codes && !is(*codes, code))
		codes++;
	return *codes != NULL;
}

static const char *complex_of(const struct itinerary_making *m, const char *place)
{
	return m->w ? m->w->ride->complex_of(m->w->ride->self, place) : place;
}

bool gate_by_carrier(const char *code, const struct transport_ref *t)
{
	return (is(code, "GTIN") || is(code, "GTOT")) &&
	       (t->mode == MODE_RAIL || t->mode == MODE_BARGE || t->mode == MODE_VESSEL);
}

bool same_spot(const struct itinerary_making *m, const char *a, const char *b)
{
	return a && b && (is(a, b) || is(complex_of(m, a), complex_of(m, b)));
}

bool same_carrier(const struct itinerary_making *m, const char *a, const char *b)
{
	return a && b && (is(a, b) || (m->w && m->w->ride->same_train(m->w->ride->self, a, b)));
}

/* ---- what happened ---- */

/* A train's box that goes out by the gate as well. */
static bool is_loading(const struct fact *f)
{
	static const char *const codes[] = {"LOAD", "ABRD", NULL};

	return is_by(f->code, codes) || (is(f->code, "GTOT") && gate_by_carrier(f->code, f->transport));
}

static bool is_aboard_of(const char *code)
{
	static const char *const codes[] = {"LOAD", "ABRD", "DEPA", "ARRI", "DISC", NULL};

	return is_by(code, codes);
}

/* A list that says it is aboard tells the loading as well; nobody tells where an empty one is to be fetched;
 * an itinerary may begin where another transport brought the box. */
static bool same_move(const struct expected *e, const struct fact *f)
{
	bool empty = e->kind == EXPECTED_ORIGIN_PICK || e->kind == EXPECTED_RETURN_GTIN;

	if (e->kind == EXPECTED_ORIGIN_PICK)
		return f->load_state == LOAD_EMPTY && (is(f->code, "PICK") || is(f->code, "GTOT"));
	if (empty && f->load_state != LOAD_EMPTY)
		return false;
	if (gate_by_carrier(f->code, f->transport) && is(e->code, is(f->code, "GTOT") ? "LOAD" : "DISC"))
		return true;
	return is(e->code, f->code) || (is(e->code, "LOAD") && is(f->code, "ABRD")) ||
	       (e->kind == EXPECTED_ORIGIN_GTIN && f->place && (is(f->code, "DISC") || is(f->code, "ARRI")));
}

/* What a train did where nobody knows it did on its way, mostly. */
static bool fits_place(const struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	return !e->place || (!f->place && e->counts) || same_spot(m, e->place, f->place);
}

/* The one that it took, where it took one, else the one that it should take; NULL: not said. */
static const char *transport_of(const struct itinerary_making *m, const struct expected *e)
{
	const char *taken = m->i->states[e->leg].taken;

	return taken ? taken : m->i->legs[e->leg].transport;
}

static bool fits_transport(const struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	const char *wanted = transport_of(m, e);

	return !is_aboard_of(e->code) || !wanted || !f->transport->key ||
	       same_carrier(m, wanted, f->transport->key);
}

bool was_loaded_on(const struct itinerary_making *m, const char *transport, const char *place)
{
	for (size_t k = m->t->first; k < m->t->until; k++) {
		const struct fact *f = m->f->list[k];

		if (is_loading(f) && same_carrier(m, transport, f->transport->key) &&
			same_spot(m, place, f->place))
			return true;
	}
	return false;
}

/* Whether it may be loaded there on this instead of what was planned. */
static bool may_replace(const struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	enum mode planned = m->i->legs[e->leg].mode, taken = f->transport->mode;

	return is_loading(f) && f->place && (planned == taken || !planned || !taken) &&
	       !m->i->states[e->leg].taken && !goes_elsewhere(m, f, e->leg) &&
	       !was_loaded_on(m, m->i->legs[e->leg].transport, e->place);
}

/* A train has other names where it arrives: what it is taken off there was on it. */
static bool is_unloaded(
	const struct itinerary_making *m, const struct expected *e, const struct fact *f, size_t from)
{
	return e->kind == EXPECTED_END_DISC && e->place && f->place && f->transport->mode == MODE_RAIL &&
	       m->i->legs[e->leg].mode == MODE_RAIL && e->leg == m->i->expected[from].leg;
}

/* What is expected nobody knows where: aboard, it is of the transport that both name; the end of the way
 * comes once its leg is under way. */
static bool may_be_anywhere(
	const struct itinerary_making *m, const struct expected *e, const struct fact *f, size_t from)
{
	if (is_aboard_of(e->code))
		return f->transport->key && m->i->legs[e->leg].transport && fits_transport(m, e, f);
	return expected_where(e->kind) != AT_LAST ||
	       (e->leg == m->i->expected[from].leg && expected_where(m->i->expected[from].kind) >= AT_END);
}

/* What goes from the other side of the border where its train is to go from brings it there. */
static bool goes_over(const struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	return is(e->code, "DEPA") && e->place && f->place && !is(e->place, f->place) &&
	       !same_carrier(m, transport_of(m, e), f->transport->key);
}

/* The first from there on that this is: of its own transport before one of any other. */
static size_t match_for(const struct itinerary_making *m, const struct fact *f, size_t from)
{
	const struct itinerary *i = m->i;
	size_t other = i->expected_count;

	for (size_t k = from; k < i->expected_count; k++) {
		const struct expected *e = &i->expected[k];

		if (!same_move(e, f) || !fits_place(m, e, f) ||
			(!e->place && !may_be_anywhere(m, e, f, from)) || goes_over(m, e, f))
			continue;
		if (fits_transport(m, e, f) || is_unloaded(m, e, f, from))
			return k;
		if (other == i->expected_count && may_replace(m, e, f))
			other = k;
	}
	return other;
}

/* It left past midnight, and bears the next day's date: the number is used anew every day, so not long after;
 * and what is only loaded may be for the next day's. */
static bool is_past_midnight(const struct itinerary_making *m, const struct leg *l, const struct fact *f)
{
	instant late = is(f->code, "LOAD") ? INSTANT_DAY / 2 : INSTANT_DAY * 3 / 4;

	return l->departs.at != INSTANT_NONE && f->from < l->departs.at + late &&
	       train_is_key(l->transport) &&
	       same_carrier(m, train_key_past_midnight(m->a, l->transport), f->transport->key);
}

static enum replanned replanned_as(const struct leg *l, const struct fact *f)
{
	instant planned = l->departs.at, took = f->from;

	if (planned == INSTANT_NONE || took == INSTANT_NONE)
		return REPLANNED_OTHER;
	return took < planned - INSTANT_DAY ? REPLANNED_ADVANCED
	       : took > planned             ? REPLANNED_ROLLED
					    : REPLANNED_OTHER;
}

static void take_transport(struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	struct leg_state *s = &m->i->states[e->leg];
	const struct leg *l = &m->i->legs[e->leg];

	if (!f->transport->key)
		return;
	s->taken = f->transport->key;
	if (l->transport && !same_carrier(m, l->transport, f->transport->key) && !is_past_midnight(m, l, f))
		s->replanned = replanned_as(l, f);
}

/* It was put on a wagon, and that in a train: only now is it known which it took. */
static void learn_transport(struct itinerary_making *m, const struct fact *f, size_t from)
{
	const struct expected *e = from ? &m->i->expected[from - 1] : NULL;

	if (e && e->kind == EXPECTED_START_LOAD && !m->i->states[e->leg].taken && f->place &&
		fits_place(m, e, f) && (is_loading(f) || is(f->code, "DEPA")))
		take_transport(m, e, f);
}

static size_t take(struct itinerary_making *m, const struct fact *f, size_t from, size_t at)
{
	struct itinerary *i = m->i;

	for (size_t k = from; k < at; k++)
		if (i->expected[k].state == EXPECTED_AHEAD)
			i->expected[k].state = EXPECTED_IMPLIED;
	i->expected[at].state = f->speaker ? EXPECTED_DONE : EXPECTED_IMPLIED;
	i->expected[at].fact = f;
	if (is_loading(f))
		take_transport(m, &i->expected[at], f);
	i->misdirected = NULL;
	return at + 1;
}

/* ---- what should not have happened ---- */

/* It is what one of the legs is by. */
static bool is_of_a_leg(const struct itinerary_making *m, const char *transport)
{
	for (size_t k = 0; k < m->i->leg_count; k++)
		if (same_carrier(m, m->i->legs[k].transport, transport) ||
			same_carrier(m, m->i->states[k].taken, transport))
			return true;
	return false;
}

/* On the way it may be put from train to train at a border. */
static bool is_lifted_over(const struct itinerary_making *m, const struct fact *f)
{
	return f->place && m->w && m->w->is_border && m->w->is_border(m->w->self, f->place);
}

static bool goes_astray(const struct itinerary_making *m, const struct fact *f, size_t leg)
{
	const struct itinerary *i = m->i;

	if (!f->speaker || !f->place || !m->planned || (i->told && f->from <= i->said))
		return false;
	if (is(f->code, "DISC") || (is(f->code, "GTIN") && gate_by_carrier(f->code, f->transport)))
		return i->told && !leg_ends_at(m, f->place, 0) && !is_lifted_over(m, f);
	return is_loading(f) && !is_of_a_leg(m, f->transport->key) && goes_elsewhere(m, f, leg);
}

/* By road to where it should have gone on from, or there again after it was astray; where it was told to be
 * on a train meanwhile, nobody knows. */
static bool is_back(const struct itinerary_making *m, const struct fact *f, size_t leg)
{
	bool there = is(f->code, "GTIN") || (m->i->misdirected && (is(f->code, "DISC") || is_loading(f)));

	return there && !f->conflicts_with && leg < m->i->leg_count &&
	       same_spot(m, f->place, m->i->legs[leg].from);
}

/* What it did on that leg came to nothing: it is to be loaded there again. */
static size_t begin_again(struct itinerary_making *m, size_t leg, size_t from)
{
	struct itinerary *i = m->i;

	while (from && i->expected[from - 1].leg == leg &&
		expected_where(i->expected[from - 1].kind) >= AT_START &&
		expected_where(i->expected[from - 1].kind) <= AT_END) {
		i->expected[--from].state = EXPECTED_AHEAD;
		i->expected[from].fact = NULL;
		i->states[leg].taken = NULL;
		i->states[leg].replanned = REPLANNED_NOT;
	}
	i->misdirected = NULL;
	return from;
}

/* It came to where its leg ends, and not only to the other side of the border there. */
static bool comes_over(const struct itinerary_making *m, const struct fact *f, size_t from)
{
	const struct expected *e = from ? &m->i->expected[from - 1] : NULL;

	return e && e->kind == EXPECTED_END_ARRI && e->place && e->fact && f->speaker &&
	       is(f->code, "ARRI") && f->place && is(e->place, f->place) && e->fact->place &&
	       !is(e->place, e->fact->place);
}

/* What an itinerary that was told under way begins with: that it had come to where it begins, the last time;
 * a loading there before that is not of it, nor is one after which it was unloaded somewhere else. */
static size_t first_of_told(const struct itinerary_making *m)
{
	static const char *const comes[] = {"GTIN", "DISC", "ARRI", NULL};
	const struct itinerary *i = m->i;

	for (size_t k = m->t->until; i->told && k-- > m->t->first;) {
		const struct fact *f = m->f->list[k];

		if (!f->speaker || f->from > i->said || f->from > i->legs[0].departs.at ||
			!is_by(f->code, comes))
			continue;
		if (same_spot(m, f->place, i->legs[0].from))
			return k;
		if (f->place && !is(f->code, "ARRI"))
			return k + 1;
	}
	return m->t->first;
}

void itinerary_match(struct itinerary_making *m)
{
	struct itinerary *i = m->i;
	size_t from = 0;

	if (!i->leg_count)
		return;
	itinerary_expect(m);
	for (size_t k = first_of_told(m); k < m->t->until; k++) {
		const struct fact *f = m->f->list[k];
		size_t at, leg = from < i->expected_count ? i->expected[from].leg : i->leg_count;

		if (!journey_moves(f->code) || fact_restows(f))
			continue;
		learn_transport(m, f, from);
		at = match_for(m, f, from);
		if (at == i->expected_count && is_back(m, f, leg)) {
			from = begin_again(m, leg, from);
			at = match_for(m, f, from);
		}
		if (at < i->expected_count)
			from = take(m, f, from, at);
		else if (goes_astray(m, f, leg))
			i->misdirected = f;
		else if (comes_over(m, f, from))
			i->expected[from - 1].fact = f;
	}
	for (size_t k = from; k < i->expected_count && !i->next && !i->misdirected; k++)
		if (i->expected[k].counts)
			i->next = &i->expected[k];
	if (m->t->end != TRIP_OPEN)
		i->next = NULL;
}

/* What is expected at the ends of the legs, and which of it has happened. */
#include "base/calendar.h"
#include "domain/itinerary_inside.h"
#include "domain/train.h"

#include <string.h>

enum by { BY_ANY, BY_ROAD, BY_NOT_ROAD };
enum at { AT_ORIGIN, AT_START, AT_END, AT_BETWEEN, AT_LAST, AT_RETURN };

static const struct row {
	const char *code;
	enum at at;
	enum by by;
	bool counts;
} rows[] = {
#define EXPECTED(code, at, by, counts) {#code, AT_##at, BY_##by, counts},
#include "domain/itinerary.def"
#undef EXPECTED
};

#define ROWS (sizeof rows / sizeof *rows)

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

/* ---- what is expected ---- */

static void expect(
	struct itinerary_making *m, size_t *room, enum expected_at kind, size_t leg, const char *place)
{
	struct itinerary *i = m->i;

	i->expected = arena_grow(m->a, i->expected, i->expected_count, room, sizeof *i->expected);
	i->expected[i->expected_count++] = (struct expected){.kind = kind,
		.code = rows[kind].code,
		.place = place,
		.leg = leg,
		.counts = rows[kind].counts,
		.due = INSTANT_NONE,
		.planned.at = INSTANT_NONE};
}

static void expect_all(struct itinerary_making *m, size_t *room, enum at at, size_t leg, const char *place)
{
	enum mode mode = m->i->legs[leg].mode;

	for (size_t r = 0; r < ROWS; r++)
		if (rows[r].at == at &&
			(rows[r].by == BY_ANY || (rows[r].by == BY_ROAD) == (mode == MODE_TRUCK)))
			expect(m, room, (enum expected_at)r, leg, place);
}

/* A ship's box goes by the gate to the train: from ship to ship and from train to train it is lifted over. */
static bool goes_by_gates(const struct itinerary_making *m, const struct leg *a, const struct leg *b)
{
	return a->mode != b->mode && a->mode && b->mode && a->mode != MODE_TRUCK && b->mode != MODE_TRUCK &&
	       same_spot(m, a->to, b->from);
}

static void expect_legs(struct itinerary_making *m)
{
	struct itinerary *i = m->i;
	size_t room = 0, last = i->leg_count - 1;
	bool line = m->t->arrangement == ARRANGEMENT_LINE;

	for (size_t k = 0; k < i->leg_count; k++) {
		const struct leg *l = &i->legs[k];

		if (k == 0 && line)
			expect(m, &room, EXPECTED_ORIGIN_PICK, k, NULL);
		if (k == 0 && l->mode != MODE_TRUCK)
			expect(m, &room, EXPECTED_ORIGIN_GTIN, k, l->from);
		if (k && goes_by_gates(m, l - 1, l)) {
			expect(m, &room, EXPECTED_BETWEEN_GTOT, k, l[-1].to);
			expect(m, &room, EXPECTED_BETWEEN_GTIN, k, l->from);
		}
		expect_all(m, &room, AT_START, k, l->from);
		expect_all(m, &room, AT_END, k, l->to);
	}
	expect_all(m, &room, AT_LAST, last, i->legs[last].to);
	if (line)
		expect_all(m, &room, AT_RETURN, last, NULL);
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

/* It is told to be loaded on what was planned too: that is no other. */
static bool takes_its_own(const struct itinerary_making *m, const struct expected *e)
{
	const char *wanted = m->i->legs[e->leg].transport;

	for (size_t k = m->t->first; k < m->t->until; k++) {
		const struct fact *f = m->f->list[k];

		if (is_loading(f) && same_carrier(m, wanted, f->transport->key) &&
			same_spot(m, e->place, f->place))
			return true;
	}
	return false;
}

/* Whether it may be loaded there on this instead of what was planned. */
static bool may_replace(const struct itinerary_making *m, const struct expected *e, const struct fact *f)
{
	enum mode planned = m->i->legs[e->leg].mode, taken = f->transport->mode;

	return is_loading(f) && f->place && (planned == taken || !planned || !taken) &&
	       !m->i->states[e->leg].taken && !goes_elsewhere(m, f, e->leg) && !takes_its_own(m, e);
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
	return rows[e->kind].at != AT_LAST ||
	       (e->leg == m->i->expected[from].leg && rows[m->i->expected[from].kind].at >= AT_END);
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

/* It left past midnight, and bears the next day's date: the number is used anew every day, so not long after.
 */
static bool is_past_midnight(const struct itinerary_making *m, const struct leg *l, const struct fact *f)
{
	size_t n = strlen(l->transport), date = sizeof "2026-06-15" - 1;
	struct civil c;
	int32_t day;
	char *key;

	if (l->departs.at == INSTANT_NONE || f->from >= l->departs.at + INSTANT_DAY / 2 ||
		!train_day_of(l->transport, &day))
		return false;
	key = arena_alloc(m->a, n + 1);
	memcpy(key, l->transport, n + 1);
	calendar_date(day + 1, &c);
	civil_day_write(key + n - date, &c);
	return same_carrier(m, key, f->transport->key);
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

/* By road to where it should have gone on from. */
static bool is_back(const struct itinerary_making *m, const struct fact *f, size_t leg)
{
	return leg < m->i->leg_count && is(f->code, "GTIN") && same_spot(m, f->place, m->i->legs[leg].from);
}

/* What an itinerary that was told under way begins with: that it had come to where it begins, the last time;
 * a loading there before that is not of it. */
static size_t first_of_told(const struct itinerary_making *m)
{
	static const char *const comes[] = {"GTIN", "DISC", "ARRI", NULL};
	const struct itinerary *i = m->i;

	for (size_t k = m->t->until; i->told && k-- > m->t->first;) {
		const struct fact *f = m->f->list[k];

		if (f->speaker && f->from <= i->said && f->from <= i->legs[0].departs.at &&
			is_by(f->code, comes) && same_spot(m, f->place, i->legs[0].from))
			return k;
	}
	return m->t->first;
}

void itinerary_match(struct itinerary_making *m)
{
	struct itinerary *i = m->i;
	size_t from = 0;

	if (!i->leg_count)
		return;
	expect_legs(m);
	for (size_t k = first_of_told(m); k < m->t->until; k++) {
		const struct fact *f = m->f->list[k];
		size_t at, leg = from < i->expected_count ? i->expected[from].leg : i->leg_count;

		if (!journey_moves(f->code))
			continue;
		learn_transport(m, f, from);
		at = match_for(m, f, from);
		if (at < i->expected_count)
			from = take(m, f, from, at);
		else if (goes_astray(m, f, leg))
			i->misdirected = f;
		else if (is_back(m, f, leg))
			i->misdirected = NULL;
	}
	for (size_t k = from; k < i->expected_count && !i->next && !i->misdirected; k++)
		if (i->expected[k].counts)
			i->next = &i->expected[k];
	if (m->t->end != TRIP_OPEN)
		i->next = NULL;
}

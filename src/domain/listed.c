#include "domain/listed.h"

#include "domain/gauge.h"

#include <string.h>

const char *const listing_types[] = {"COPRAR", "BAPLIE", "TRAIN-LIST"};
const size_t listing_type_count = sizeof listing_types / sizeof *listing_types;

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static bool is_aboard(const char *code)
{
	return same(code, "LOAD") || same(code, EVENT_ABOARD);
}

/* An order or a list of what is aboard is of loading; another order is of discharge. */
static bool is_of(const char *code, const char *other)
{
	return is_aboard(code) ? is_aboard(other) : same(code, other);
}

static bool is_row(const struct listing *l, const struct event *e)
{
	return same(e->transport.key, l->transport) && same(e->place, l->place) && same(e->code, l->code) &&
	       e->classifier == l->classifier && same(e->sender, l->sender) &&
	       strcmp(e->document ? e->document : "", l->document) == 0 &&
	       (l->function != FUNCTION_REPLACE || e->said >= l->said);
}

static bool holds(const struct listing *l)
{
	return l->function != FUNCTION_CANCEL && l->function != FUNCTION_RETRACT;
}

/* The first of the trip's own events, told ahead or happened, that is a row of the list; NULL: none. */
static const struct event *row_of(const struct listing *l, const struct facts *f, const struct trip *t)
{
	for (size_t i = 0; i < t->plan_count; i++)
		if (is_row(l, t->plans[i]))
			return t->plans[i];
	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < f->list[i]->observation_count; k++)
			if (is_row(l, f->list[i]->observations[k]))
				return f->list[i]->observations[k];
	return NULL;
}

static bool is_one(const struct listings *l, const char *a, const char *b)
{
	return same(a, b) || (a && b && l->ride && l->ride->same_train(l->ride->self, a, b));
}

static bool is_at(
	const struct listings *l, const struct listing *one, const char *transport, const char *place)
{
	return holds(one) && is_one(l, one->transport, transport) && same(one->place, place);
}

const struct event *listed_order(const struct listings *l, const struct facts *f, const struct trip *t,
	const char *transport, const char *place, const char *code)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct listing *one = &l->list[i];
		const struct event *row = one->classifier == CLASSIFIER_PLN && same(one->code, code) &&
							  is_at(l, one, transport, place)
						  ? row_of(one, f, t)
						  : NULL;

		if (row)
			return row;
	}
	return NULL;
}

instant listed_closed(const struct listings *l, const struct facts *f, const struct trip *t,
	const char *transport, const char *place)
{
	instant closed = INSTANT_NONE;

	for (size_t i = 0; i < l->count; i++) {
		const struct listing *one = &l->list[i];

		if (one->classifier != CLASSIFIER_ACT || !is_aboard(one->code) ||
			!is_at(l, one, transport, place))
			continue;
		if (row_of(one, f, t))
			return INSTANT_NONE;
		closed = one->said > closed ? one->said : closed;
	}
	return closed;
}

/* ---- over ---- */

static bool is_on_a_list(const struct listings *l, const struct facts *f, const struct trip *t,
	const struct fact *x, bool *any)
{
	*any = false;
	for (size_t i = 0; i < l->count; i++) {
		const struct listing *one = &l->list[i];

		if (!is_at(l, one, x->transport->key, x->place) || !is_of(one->code, x->code))
			continue;
		if (row_of(one, f, t))
			return true;
		*any = true;
	}
	return false;
}

/* ---- short ---- */

static bool is_on_any(const struct listings *l, const struct event *e)
{
	for (size_t i = 0; i < l->count; i++)
		if (holds(&l->list[i]) && is_row(&l->list[i], e))
			return true;
	return false;
}

static bool is_known_by_lists(const struct listings *l, const struct fact *x)
{
	for (size_t k = 0; k < x->observation_count; k++)
		if (!is_on_any(l, x->observations[k]))
			return false;
	return true;
}

static bool is_in_yard(const struct fact *f, const char *place)
{
	return f->speaker && event_in_stock(f->speaker) && same(f->place, place);
}

static const struct event *still_in_yard(
	const struct listings *l, const struct facts *f, const struct trip *t, const struct fact *x)
{
	if (!is_known_by_lists(l, x))
		return NULL;
	for (size_t i = t->first; i < t->until; i++)
		if (is_in_yard(f->list[i], x->place) && f->list[i]->from > x->until)
			return f->list[i]->speaker;
	return NULL;
}

/* ---- misplaced ---- */

/* What two words of one loading may differ in, of which neither is a plan of a cell. */
static bool differs(const struct event *a, const struct event *b)
{
	const char *wagon = a->transport.wagon, *other = b->transport.wagon;
	bool plan = a->classifier == CLASSIFIER_PLN || b->classifier == CLASSIFIER_PLN;

	if (a->transport.mode == MODE_VESSEL && a->discharge_place && b->discharge_place &&
		!same(a->discharge_place, b->discharge_place))
		return true;
	if (wagon && other && gauge_of_wagon(wagon) == gauge_of_wagon(other) && !same(wagon, other))
		return true;
	return !plan && a->transport.mode == MODE_VESSEL && a->stowage && b->stowage &&
	       !same(a->stowage, b->stowage);
}

static bool is_loading_of(const struct listings *l, const struct event *e, const struct fact *x)
{
	return is_aboard(e->code) && e->classifier != CLASSIFIER_EST && !e->via &&
	       is_one(l, e->transport.key, x->transport->key) && same(e->place, x->place);
}

/* The later of the list's row and another word of that loading from which it differs. */
static const struct event *against(
	const struct listings *l, const struct event *row, const struct event *e, const struct fact *x)
{
	if (e == row || !is_loading_of(l, e, x) || same(e->sender, row->sender) || !differs(row, e))
		return NULL;
	return event_compare(row, e) > 0 ? row : e;
}

static const struct event *row_against(const struct listings *l, const struct event *row,
	const struct facts *f, const struct trip *t, const struct fact *x)
{
	const struct event *found = NULL;

	for (size_t i = 0; i < t->plan_count && !found; i++)
		found = against(l, row, t->plans[i], x);
	for (size_t i = t->first; i < t->until; i++)
		for (size_t k = 0; k < f->list[i]->observation_count && !found; k++)
			found = against(l, row, f->list[i]->observations[k], x);
	return found;
}

static const struct event *misplaced(
	const struct listings *l, const struct facts *f, const struct trip *t, const struct fact *x)
{
	const struct event *found = NULL;

	for (size_t i = 0; i < l->count && !found; i++) {
		const struct listing *one = &l->list[i];
		const struct event *row = is_aboard(one->code) && is_at(l, one, x->transport->key, x->place)
						  ? row_of(one, f, t)
						  : NULL;

		if (row)
			found = row_against(l, row, f, t, x);
	}
	return found;
}

/* What put it onto or took it off a transport, and no other move has come since. */
static const struct fact *last_lift(const struct facts *f, const struct trip *t)
{
	for (size_t i = t->until; i-- > t->first;) {
		const struct fact *x = f->list[i];

		if (!x->speaker || !journey_moves(x->code) || fact_restows(x) || same(x->code, "DEPA") ||
			same(x->code, "ARRI") || same(x->code, "WAYP"))
			continue;
		return is_aboard(x->code) || same(x->code, "DISC") ? x : NULL;
	}
	return NULL;
}

static void add(
	struct listed *out, size_t *n, enum listed_what what, const struct fact *x, const struct event *word)
{
	if (word)
		out[(*n)++] = (struct listed){what, x->transport->key, x->place, word};
}

size_t listed_find(
	const struct listings *l, const struct facts *f, const struct trip *t, struct listed out[LISTED])
{
	const struct fact *x = last_lift(f, t);
	size_t n = 0;
	bool any;

	if (!x || !x->transport->key || !x->place)
		return 0;
	add(out, &n, LISTED_OVER, x, !is_on_a_list(l, f, t, x, &any) && any ? x->speaker : NULL);
	if (!is_aboard(x->code))
		return n;
	add(out, &n, LISTED_SHORT, x, still_in_yard(l, f, t, x));
	add(out, &n, LISTED_MISPLACED, x, misplaced(l, f, t, x));
	return n;
}

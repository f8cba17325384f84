/* What a move implies that nobody told of. */
#include "domain/fact_inside.h"
#include "domain/gauge.h"

#include <string.h>

#define STEPS_MOST 6                  /* between two moves */
#define TRIP_APART (60 * INSTANT_DAY) /* moves further apart are of two trips: nothing is implied */

struct inferring {
	struct arena *a;
	const struct ride_world *w;
	struct fact_list *out;
	const struct fact *before; /* the last that was told */
	const struct fact *need;
	struct fact at; /* where the box is by now: code, place, transport of the last step */
};

static bool is(const char *code, const char *other)
{
	return strcmp(code, other) == 0;
}

/* It happens where the box was brought to; a loading that only the discharge tells of may be anywhere. */
static bool is_here(const struct fact *need)
{
	return !is(need->code, "DISC") && !is(need->code, "ARRI") && !is(need->code, "WAYP");
}

static bool elsewhere(const struct inferring *x)
{
	const struct fact *at = &x->at, *f = x->need;

	return is_here(f) && (places_differ(x->w, at->place, f->place) ||
				     (!texts_differ(at->place, f->place) &&
					     facilities_differ(at->facility, at->facility_list, f->facility,
						     f->facility_list)));
}

/* Who lifts it off a wagon of the same gauge in no other train than it was on read one of them wrong. */
static bool is_misread(const struct inferring *x, const char *a, const char *b)
{
	const struct transport_ref *at = x->at.transport, *other = x->need->transport;

	return is(x->need->code, "DISC") && gauge_of_wagon(a) == gauge_of_wagon(b) &&
	       (!at->key || !other->key || !texts_differ(at->key, other->key) ||
		       (x->w && x->w->same_train(x->w->self, at->key, other->key)));
}

/* A train changes its number, its wagons and its locomotive under a box; who loads it tells so. */
static bool on_another(const struct inferring *x)
{
	const struct transport_ref *at = x->at.transport, *other = x->need->transport;
	char room[RIDE_WAGON_ROOM], other_room[RIDE_WAGON_ROOM];
	const char *a, *b;

	if (!vehicles_differ(x->w, at, other))
		return false;
	if (at->mode != MODE_RAIL || other->mode != MODE_RAIL)
		return true;
	a = ride_wagon_digits(at, room);
	b = ride_wagon_digits(other, other_room);
	return a && b && !is_misread(x, a, b);
}

/* The code of the next step to what is needed; NULL: it is there. */
static const char *next_step(const struct inferring *x)
{
	unsigned stand = fact_leaves(&x->at), needs = fact_needs(x->need);

	if (stand & STAND_ABOARD && needs & STAND_ABOARD)
		return on_another(x) ? "DISC" : NULL;
	if (stand & STAND_GROUND && needs & STAND_GROUND)
		return elsewhere(x) ? "GTOT" : NULL;
	if (stand & needs)
		return NULL;
	if (stand & STAND_ABOARD)
		return "DISC";
	if (stand & STAND_HANDED)
		return "PICK";
	if (stand & STAND_ROAD)
		return needs & STAND_HANDED ? "DROP" : "GTIN";
	if (needs & STAND_ABOARD)
		return elsewhere(x) && is(x->need->code, "DEPA") ? "GTOT" : "LOAD";
	return "GTOT";
}

/* Where the step was: a discharge where it had arrived or where it stood then, a gate out or a loading where
 * it stood, a gate in where it is needed. */
static const struct fact *place_of_step(const struct inferring *x, const char *code)
{
	if (is(code, "DISC"))
		return is(x->at.code, "ARRI") ? &x->at : fact_needs(x->need) & STAND_GROUND ? x->need : NULL;
	if (is(code, "GTIN") || is(code, "DROP"))
		return is_here(x->need) ? x->need : NULL;
	return &x->at;
}

static const struct transport_ref *vehicle_of_step(const struct inferring *x, const char *code)
{
	static const struct transport_ref none;

	if (is(code, "DISC"))
		return x->at.transport;
	return is(code, "LOAD") ? x->need->transport : &none;
}

static void take_step(struct inferring *x, const char *code)
{
	const struct fact *where = place_of_step(x, code);
	struct fact *f = arena_alloc(x->a, sizeof *f);

	*f = (struct fact){.code = code,
		.when = {.at = INSTANT_NONE},
		.from = x->before->from,
		.until = x->need->until,
		.load_state = x->before->load_state,
		.transport = vehicle_of_step(x, code),
		.after = x->before,
		.because = x->need};
	if (where) {
		f->place = where->place;
		f->place_text = where->place_text;
		f->facility = where->facility;
		f->facility_list = where->facility_list;
	}
	fact_append(x->a, x->out, f);
	x->at = *f;
}

static void imply(struct inferring *x)
{
	const char *code;

	x->at = *x->before;
	for (int i = 0; i < STEPS_MOST && (code = next_step(x)); i++)
		take_step(x, code);
}

/* Of what cannot both be nothing follows. */
static bool surely_follows(const struct fact *before, const struct fact *f)
{
	return !before->conflicts_with && !f->conflicts_with && f->from - before->until <= TRIP_APART;
}

static bool was_there(const struct inferring *x, const struct fact *f, const struct fact *stock)
{
	return f->speaker && fact_moves(f) && !places_differ(x->w, f->place, stock->place);
}

/* A stock that has what came in on something, or was told of elsewhere, says that it came.  What was there or
 * left from there of late the list may be too old to tell of. */
static bool is_news(const struct inferring *x, struct fact *const *facts, size_t at)
{
	const struct fact *f = facts[at], *before = x->before;
	bool came_in = before && (is(before->code, "ARRI") || is(before->code, "WAYP"));

	if (!before || !f->place || before->until >= f->from)
		return false;
	if (was_there(x, before, f))
		return came_in;
	for (size_t i = at; i-- && facts[i]->until >= f->from - FACT_WINDOW;)
		if (was_there(x, facts[i], f))
			return false;
	return before->place != NULL;
}

void facts_infer(struct arena *a, const struct ride_world *w, struct fact_list *facts)
{
	struct fact_list out = {0};
	struct inferring x = {.a = a, .w = w, .out = &out};

	for (size_t i = 0; i < facts->count; i++) {
		struct fact *f = facts->list[i];

		if (f->when.at != INSTANT_NONE &&
			(fact_moves(f) || (fact_in_stock(f) && is_news(&x, facts->list, i)))) {
			x.need = f;
			if (x.before && surely_follows(x.before, f))
				imply(&x);
			x.before = f;
		}
		fact_append(a, &out, f);
	}
	*facts = out;
}

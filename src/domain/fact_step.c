/* What a move needs and leaves, when it may have happened, and what is known to differ. */
#include "domain/fact_inside.h"
#include "domain/train.h"

#include <string.h>
#include <strings.h>

static const struct {
	char code[5];
	unsigned needs, leaves;
} steps[] = {
#define FACT_STEP(code, needs, leaves) {code, needs, leaves},
#include "domain/fact.def"
#undef FACT_STEP
};

#define STEPS (sizeof steps / sizeof *steps)

static size_t step_of(const char *code)
{
	size_t i = 0;

	while (i < STEPS && strcmp(steps[i].code, code) != 0)
		i++;
	return i;
}

unsigned fact_code_bit(const char *code)
{
	size_t i = step_of(code);

	return i < STEPS ? 1u << i : 0;
}

bool fact_moves(const struct fact *f)
{
	return step_of(f->code) < STEPS;
}

static bool is_gate(const char *code)
{
	return strcmp(code, "GTIN") == 0 || strcmp(code, "GTOT") == 0;
}

/* A truck has what is aboard on the road; a gate that a train goes through has nothing on the road. */
static unsigned by_way(const struct fact *f, unsigned stands)
{
	enum mode mode = f->transport->mode;

	if (mode == MODE_TRUCK && stands & STAND_ABOARD)
		stands |= STAND_ROAD;
	if (is_gate(f->code) && stands & STAND_ROAD &&
		(mode == MODE_RAIL || mode == MODE_BARGE || mode == MODE_VESSEL))
		stands |= STAND_ABOARD;
	return stands;
}

bool fact_restows(const struct fact *f)
{
	return f->speaker && event_restows(f->speaker);
}

bool fact_in_stock(const struct fact *f)
{
	return f->speaker && event_in_stock(f->speaker);
}

unsigned fact_needs(const struct fact *f)
{
	size_t i = step_of(f->code);

	if (fact_restows(f))
		return STAND_ABOARD;
	if (fact_in_stock(f))
		return STAND_GROUND;
	return i < STEPS ? by_way(f, steps[i].needs) : 0;
}

unsigned fact_leaves(const struct fact *f)
{
	size_t i = step_of(f->code);

	if (fact_restows(f))
		return STAND_ABOARD;
	if (fact_in_stock(f))
		return STAND_GROUND;
	return i < STEPS ? by_way(f, steps[i].leaves) : 0;
}

void moment_range(const struct moment *m, instant *from, instant *until)
{
	static const instant widths[PRECISIONS] = {[PRECISION_MINUTE] = 60 * INSTANT_SECOND,
		[PRECISION_HOUR] = 3600 * INSTANT_SECOND,
		[PRECISION_DAY] = INSTANT_DAY};
	instant width = widths[m->precision];

	*from = m->at;
	*until = m->at == INSTANT_NONE || !width ? m->at : m->at + width - 1;
}

bool texts_differ(const char *a, const char *b)
{
	return a && b && a != b && strcmp(a, b) != 0;
}

bool places_differ(const struct ride_world *w, const char *a, const char *b)
{
	if (!texts_differ(a, b))
		return false;
	return !w || strcmp(w->complex_of(w->self, a), w->complex_of(w->self, b)) != 0;
}

bool facilities_differ(const char *a, const char *a_list, const char *b, const char *b_list)
{
	return texts_differ(a, b) && !texts_differ(a_list, b_list);
}

static bool trains_differ(const struct ride_world *w, const char *a, const char *b)
{
	return texts_differ(a, b) && !(w && w->same_train(w->self, a, b));
}

/* "IMO9227273/031W", "VESSEL:3ERX3/031W": the ship without her voyage, which each side may count its own way.
 */
static bool ships_differ(const struct transport_ref *a, const struct transport_ref *b)
{
	size_t n = a->key ? strcspn(a->key, "/") : 0, m = b->key ? strcspn(b->key, "/") : 0;
	bool alike = n && m && strncmp(a->key, "IMO", 3) == 0 && strncmp(b->key, "IMO", 3) == 0;

	if (n && n == m && strncmp(a->key, b->key, n) == 0)
		return false;
	return alike || (a->name && b->name && strcasecmp(a->name, b->name) != 0);
}

static bool by_rail_differ(
	const struct ride_world *w, const struct transport_ref *a, const struct transport_ref *b)
{
	char x[RIDE_WAGON_ROOM], y[RIDE_WAGON_ROOM];
	const char *wagon = ride_wagon_digits(a, x), *other = ride_wagon_digits(b, y);

	if (wagon && other)
		return strcmp(wagon, other) != 0;
	return train_is_key(a->key) && train_is_key(b->key) && trains_differ(w, a->key, b->key);
}

bool vehicles_differ(const struct ride_world *w, const struct transport_ref *a, const struct transport_ref *b)
{
	if (!a->mode || !b->mode || a->mode == MODE_MULTIMODAL || b->mode == MODE_MULTIMODAL)
		return false;
	if (a->mode != b->mode)
		return true;
	if (a->mode == MODE_RAIL)
		return by_rail_differ(w, a, b);
	return a->mode == MODE_TRUCK ? texts_differ(a->wagon, b->wagon) : ships_differ(a, b);
}

bool vehicle_is_named(const struct transport_ref *t)
{
	return t->key || t->name || t->train || t->wagon;
}

static bool stays_aboard(const char *code)
{
	size_t i = step_of(code);

	return i < STEPS && steps[i].needs & steps[i].leaves & STAND_ABOARD;
}

bool fact_rests(const struct event *e)
{
	return strcmp(e->code, "STRP") == 0 || event_in_stock(e) ||
	       (stays_aboard(e->code) && !vehicle_is_named(&e->transport));
}

static bool goes_on(const struct fact *before, const struct fact *f)
{
	enum mode mode = f->transport->mode;

	return fact_leaves(before) & STAND_ABOARD && stays_aboard(f->code) &&
	       !vehicle_is_named(f->transport) &&
	       (!mode || mode == MODE_MULTIMODAL || mode == before->transport->mode);
}

void facts_carry(struct fact_list *facts)
{
	const struct fact *before = NULL;

	for (size_t i = 0; i < facts->count; i++) {
		struct fact *f = facts->list[i];

		if (!fact_moves(f) || f->when.at == INSTANT_NONE)
			continue;
		if (before && goes_on(before, f))
			f->transport = before->transport;
		before = f;
	}
}

bool vehicle_is_known(const struct transport_ref *t)
{
	return t->mode && t->mode != MODE_MULTIMODAL && (t->key || t->name || t->wagon);
}

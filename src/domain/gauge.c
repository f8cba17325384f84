#include "domain/gauge.h"

#include "domain/journey.h"
#include "domain/ride.h"

#include <string.h>

const char *const gauge_kind_words[] = {"lift", "bogie", "variable", "unknown"};

int gauge_of_wagon(const char *number)
{
	switch (number ? strlen(number) : 0) {
	case 7:
	case 12:
		return 1435;
	case 8:
		return 1520;
	default:
		return 0;
	}
}

static int other(int gauge)
{
	return gauge == 1435 ? 1520 : gauge == 1520 ? 1435 : 0;
}

struct changing {
	struct arena *a;
	const struct gauge_world *w;
	struct gauge_change *changes;
	size_t count, room;
	const struct event *off; /* taken off this wagon, and nothing since */
	const char *off_wagon;
	const struct event *off_against; /* told of another wagon before */
	const char *wagon;               /* it is on, as last told */
	const struct event *told;        /* by which */
	size_t at; /* the change that put it on that wagon there: its number from 1; 0: none */
	size_t half; /* of which only "on" is told, and nothing else since: its number from 1; 0: none */
	const char *before;       /* the wagon that it was on until then; NULL: not told */
	const struct event *left; /* behind a gate or at the end: what is loaded next came by no train */
};

static bool is(const struct event *e, const char *code)
{
	return strcmp(e->code, code) == 0;
}

static const char *complex_at(const struct changing *c, const struct event *e)
{
	return e->place ? c->w->complex_of(c->w->self, e->place) : NULL;
}

static const char *act_of(const struct event *e)
{
	for (size_t i = 0; e && i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, "ACT") == 0 ||
			strncmp(e->references[i].kind, "GU-", 3) == 0)
			return e->references[i].value;
	return NULL;
}

static void add(struct changing *c, const struct event *off, const char *off_wagon, const struct event *on,
	const char *on_wagon)
{
	struct gauge_change *g;

	c->changes = arena_grow(c->a, c->changes, c->count, &c->room, sizeof *c->changes);
	g = &c->changes[c->count++];
	*g = (struct gauge_change){.complex = complex_at(c, off ? off : on),
		.off = off,
		.on = on,
		.off_wagon = off_wagon,
		.on_wagon = on_wagon,
		.from = off_wagon ? gauge_of_wagon(off_wagon) : other(gauge_of_wagon(on_wagon)),
		.to = on_wagon ? gauge_of_wagon(on_wagon) : other(gauge_of_wagon(off_wagon)),
		.kind = off && on ? GAUGE_LIFT : GAUGE_UNKNOWN,
		.act = act_of(off) ? act_of(off) : act_of(on),
		.against = off ? c->off_against : NULL};
}

static bool changes_here(const struct changing *c, const struct event *e)
{
	return e->place && c->w->changes_gauge(c->w->self, e->place);
}

/* What was taken off and put on nothing else that is told of. */
static void leave_half(struct changing *c)
{
	if (c->off && changes_here(c, c->off))
		add(c, c->off, c->off_wagon, NULL, NULL);
	c->off = NULL;
}

static bool are_halves(const struct changing *c, const struct event *on)
{
	const char *a = complex_at(c, c->off), *b = complex_at(c, on);

	return a && b && strcmp(a, b) == 0 &&
	       moment_sorts(&on->happened) - moment_sorts(&c->off->happened) <= GAUGE_WITHIN;
}

/* It went on from where it was put on. */
static bool is_elsewhere(const struct changing *c, const struct event *e)
{
	const char *here = complex_at(c, e);

	return here && strcmp(here, c->changes[c->at - 1].complex) != 0;
}

/* Taken off the wagon of before only after it was put on the other one, as two clocks have it. */
static bool ends_half(const struct changing *c, const struct event *off, const char *wagon)
{
	const struct gauge_change *g = c->half ? &c->changes[c->half - 1] : NULL;
	const char *here = complex_at(c, off);

	return g && here && strcmp(here, g->complex) == 0 &&
	       gauge_of_wagon(wagon) != gauge_of_wagon(g->on_wagon) &&
	       (!c->before || strcmp(c->before, wagon) == 0) &&
	       moment_sorts(&off->happened) - moment_sorts(&g->on->happened) <= GAUGE_CLOCKS;
}

static void end_half(struct changing *c, const struct event *off, const char *wagon)
{
	struct gauge_change *g = &c->changes[c->half - 1];

	g->off = off;
	g->off_wagon = wagon;
	g->from = gauge_of_wagon(wagon);
	g->kind = GAUGE_LIFT;
	g->act = act_of(off) ? act_of(off) : g->act;
	c->half = 0;
}

/* Of the same gauge, so nobody left a change of wagons untold that is a fact of its own. */
static bool is_another(const char *wagon, const char *before)
{
	return before && gauge_of_wagon(wagon) == gauge_of_wagon(before) && strcmp(wagon, before) != 0;
}

/* It was put on this wagon there, and is told to be on another one. */
static void look_at_half(struct changing *c, const struct event *e, const char *wagon)
{
	struct gauge_change *g = c->at ? &c->changes[c->at - 1] : NULL;
	const char *here = complex_at(c, e);

	if (g && is_another(wagon, g->on_wagon) && !g->against && (!here || strcmp(here, g->complex) == 0))
		g->against = e;
}

/* It is told to be on this wagon. */
static void put_on(struct changing *c, const struct event *e, const char *wagon)
{
	int gauge = gauge_of_wagon(wagon);

	look_at_half(c, e, wagon);
	if (c->off && are_halves(c, e)) {
		if (gauge != gauge_of_wagon(c->off_wagon)) {
			add(c, c->off, c->off_wagon, e, wagon);
			c->at = c->count;
		}
		c->off = NULL;
	} else {
		leave_half(c);
		/* a wagon of the same gauge says that nothing has changed; behind a gate nothing can have */
		if (!c->left && changes_here(c, e) && (is(e, "LOAD") || is(e, EVENT_ABOARD)) &&
			(!c->wagon || gauge_of_wagon(c->wagon) != gauge)) {
			add(c, NULL, NULL, e, wagon);
			c->half = c->at = c->count;
			c->before = c->wagon;
		}
	}
	c->wagon = wagon;
	c->told = e;
	c->left = NULL;
}

static void take_off(struct changing *c, const struct event *e, const char *wagon)
{
	leave_half(c);
	c->half = c->at = 0;
	c->off = e;
	c->off_wagon = wagon;
	c->off_against = is_another(wagon, c->wagon) ? c->told : NULL;
	c->wagon = wagon;
	c->told = e;
	c->left = NULL;
}

/* It came or went by another way than a wagon. */
static void go_away(struct changing *c, const struct event *e)
{
	c->off = NULL;
	c->half = c->at = 0;
	c->wagon = NULL;
	c->left = e;
}

static bool goes_by_another_way(const struct event *e)
{
	enum mode mode = e->transport.mode;

	return is(e, "GTOT") || is(e, "PICK") || is(e, "GTIN") || is(e, "DROP") || is(e, "STRP") ||
	       (journey_moves(e->code) && (mode == MODE_VESSEL || mode == MODE_BARGE || mode == MODE_TRUCK));
}

static void take_event(struct changing *c, const struct event *e)
{
	const char *wagon = ride_wagon(c->a, e);

	if (c->at && journey_moves(e->code) && is_elsewhere(c, e))
		c->half = c->at = 0;
	if (is(e, "DISC") && wagon && ends_half(c, e, wagon))
		end_half(c, e, wagon);
	else if (is(e, "DISC") && wagon)
		take_off(c, e, wagon);
	else if (wagon && !is(e, EVENT_HANDOVER) && !is(e, "GTIN"))
		put_on(c, e, wagon);
	else if (goes_by_another_way(e))
		go_away(c, e);
}

size_t gauge_changes(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	const struct gauge_world *w, struct gauge_change **changes)
{
	struct changing c = {.a = a, .w = w};

	for (size_t i = 0; i < n; i++) {
		const struct event *e = sorted[i];

		if ((voided && voided[i]) || e->via || e->classifier != CLASSIFIER_ACT ||
			e->happened.at == INSTANT_NONE)
			continue;
		take_event(&c, e);
	}
	leave_half(&c);
	*changes = c.changes;
	return c.count;
}

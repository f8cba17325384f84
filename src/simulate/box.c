/*
 * The life of a box, step by step: each says what happens, and when the next one is due.
 */
#include "simulate/voice.h"

static bool by_sea(const struct box *b)
{
	return stretches[routes[b->route].leg[0]].mode == SHIP && b->leg == 0;
}

static enum place origin_of(const struct box *b)
{
	return stretch_from(routes[b->route].leg[b->leg]);
}

static minute soon(struct world *w, enum pace p)
{
	return w->now + pace_of(w, p);
}

static void then(struct world *w, int box, minute at, enum step step)
{
	queue_put(&w->due, at, (int)step, box);
}

void box_ready(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	struct waiting *q = &w->waiting[routes[b->route].leg[b->leg]];

	b->ready = w->now;
	q->boxes = grown(q->boxes, q->count, &q->room, sizeof *q->boxes);
	q->boxes[q->count++] = box;
}

static void weigh(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	if (!goes_amiss(w, 1, 90))
		return;
	b->declared = b->kilos - chance_between(&w->chance, 1500, 5000);
	goes_wrong(w, box, WRONG_WEIGHT, CAUSE_SHIPPER, origin_of(b), w->now);
}

static void begin(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = AT_SHIPPER;
	b->seal = ++w->seal_serial;
	if (b->other >= 0 && !b->restuffs) { /* it takes over the cargo of another */
		happens(w, box, EMPTY_OUT, LYG_BASE, w->now);
		happens(w, box, STUFFED, LYG_CFS, w->now + 4 * HOUR);
		plan_from(w, box, 0, w->now + 30 * HOUR, CAUSE_NOTHING);
		then(w, box, soon(w, TAKES_OVER), STEP_GATE_IN);
		return;
	}
	if (b->arrangement != SHIPPERS_BOX)
		happens(w, box, EMPTY_OUT,
			by_sea(b)                     ? origin_of(b)
			: b->arrangement == LINES_BOX ? LYG_DEPOT
						      : LYG_BASE,
			w->now);
	plan_from(w, box, 0, w->now + (by_sea(b) ? 60 : 84) * HOUR, CAUSE_NOTHING);
	then(w, box, soon(w, STUFFS), STEP_STUFF);
}

/* Boxes come towards the closing of their run; a few too late. */
static void stuff(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	const struct stretch *s = &stretches[routes[b->route].leg[b->leg]];
	minute comes = soon(w, TO_GATE), closes;

	happens(w, box, STUFFED, origin_of(b), w->now);
	if (b->plan[b->leg] >= 0) {
		closes = w->runs[b->plan[b->leg]].planned - s->loading - pace_of(w, BEFORE_CLOSING);
		comes = closes > comes ? closes : comes;
	}
	then(w, box, comes, STEP_GATE_IN);
}

static void customs(struct world *w, int box)
{
	int kind = chance_below(&w->chance, 100), often = w->trouble < 4 ? w->trouble : 4;

	if (kind < 4 * often) {
		happens(w, box, INSPECTED, w->boxes[box].place, w->now + 2 * HOUR);
		then(w, box, soon(w, w->trouble > 1 && kind % 2 ? HOLDS : INSPECTS), STEP_CLEAR);
	} else if (kind < 7 * often) {
		happens(w, box, HELD, w->boxes[box].place, w->now + 3 * HOUR);
		goes_wrong(w, box, WRONG_HOLD, CAUSE_CUSTOMS, w->boxes[box].place, w->now + 3 * HOUR);
		then(w, box, soon(w, HOLDS), STEP_FREE);
	} else {
		then(w, box, soon(w, CLEARS), STEP_CLEAR);
	}
}

static void gate_in(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = IN_TERMINAL;
	b->place = (uint8_t)origin_of(b);
	happens(w, box, GATE_IN, b->place, w->now);
	weigh(w, box);
	if (by_sea(b)) {
		happens(w, box, WEIGHED, b->place, w->now + 5);
		box_ready(w, box);
	} else {
		customs(w, box);
	}
}

static bool at_end(const struct box *b)
{
	return b->leg >= b->legs;
}

static void freed(struct world *w, int box)
{
	happens(w, box, FREED, w->boxes[box].place, w->now);
	rights(w, box, WRONG_HOLD, w->now);
	then(w, box, w->now + 30, STEP_CLEAR);
}

static void cleared(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	happens(w, box, CLEARED, b->place, w->now);
	if (at_end(b) && !b->restuffs)
		then(w, box, w->now + chance_between(&w->chance, 20, 4 * HOUR), STEP_AVAILABLE);
	else if (b->place == LYG_QUAY)
		then(w, box, soon(w, AT_QUAY), STEP_QUAY_OUT);
	else
		box_ready(w, box);
}

/* Off at the end of a leg that was not its own: by road back to where it should have begun. */
static void astray(struct world *w, int box)
{
	minute at = soon(w, ASTRAY);

	then(w, box, at, STEP_QUAY_OUT);
}

/* On the road: it comes with another seal than it left with, and nobody says a word. */
static void swap_seal(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	if (!mishap(w, 40))
		return;
	b->seal = ++w->seal_serial;
	goes_wrong(w, box, WRONG_OTHER_SEAL, CAUSE_THEFT, b->place, w->now);
}

/* Who writes down from which wagon it is lifted reads another number. */
static void misread(struct world *w, int box, struct aboard *a, bool tells)
{
	if (!tells || !mishap(w, 80))
		return;
	a->off_wagon = a->wagon + 1 + chance_below(&w->mishaps, 9);
	goes_wrong(w, box, WRONG_HALF, CAUSE_LIST, w->boxes[box].place, w->now)->run = w->boxes[box].run;
}

/* The spreader hits it. */
static void hit(struct world *w, int box)
{
	if (!mishap(w, 150))
		return;
	happens(w, box, DAMAGED, w->boxes[box].place, w->now + 4);
	goes_wrong(w, box, WRONG_DAMAGED, CAUSE_LIFT, w->boxes[box].place, w->now + 4);
}

static void seal_anew(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	if (!goes_on(b, WRONG_SEAL) && !chance_in(&w->chance, 1, 20))
		return;
	b->seal = ++w->seal_serial;
	happens(w, box, RESEALED, b->place, w->now + 1);
	rights(w, box, WRONG_SEAL, w->now + 1);
}

static void arrived(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->came = w->now;
	if (b->transit_limit != MINUTE_NONE && b->transit_limit < w->now)
		goes_wrong(w, box, WRONG_TRANSIT, CAUSE_EARLIER, b->place, b->transit_limit)->until = w->now;
	customs(w, box);
}

/* The rest of the way is to be done within a time that customs at the last gauge change allows. */
static void transit(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	minute planned = b->plan[b->leg] < 0 ? w->now : run_planned(w, b->plan[b->leg], 0, true);

	if (b->leg == b->legs - 1 && b->leg > 0)
		b->transit_limit = planned + chance_between(&w->chance, 3, w->trouble > 1 ? 6 : 9) * DAY;
}

static void off(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	struct run *r = &w->runs[b->run];
	const struct route *way = &routes[b->route];
	enum stretch_id ran = r->stretch;
	struct aboard *a = r->aboard;

	while (a->box != box || a->off)
		a++;
	a->off = true;
	b->where = IN_TERMINAL;
	b->place = (uint8_t)stretch_to(ran);
	misread(w, box, a, stretch_from(ran) == LYG_BASE);
	happens_aboard(w, box, DISCHARGED, b->place, w->now, a, b->run);
	hit(w, box);
	rights(w, box, WRONG_WAGON, w->now);
	rights(w, box, WRONG_OVER, w->now);
	b->run = b->wagon = -1;
	b->ready = MINUTE_NONE;
	if (ran != way->leg[b->leg]) {
		astray(w, box);
		return;
	}
	b->leg++;
	if (at_end(b)) {
		if (b->restuffs)
			customs(w, box);
		else
			arrived(w, box);
		return;
	}
	transit(w, box);
	switch (transfer_between(ran, way->leg[b->leg])) {
	case LIFT:
		seal_anew(w, box);
		box_ready(w, box);
		break;
	case STAY:
		box_ready(w, box);
		break;
	case SHUTTLE:
		then(w, box, soon(w, SHUTTLES), STEP_QUAY_OUT);
		break;
	case QUAY_TO_RAIL:
		customs(w, box);
	}
}

static void quay_out(struct world *w, int box)
{
	struct box *b = &w->boxes[box];
	bool far = goes_on(b, WRONG_MISDIRECTED);

	happens(w, box, GATE_OUT, b->place, w->now);
	b->where = ON_ROAD;
	if (b->restuffs) {
		then(w, box, w->now + chance_between(&w->chance, 3 * HOUR, 20 * HOUR), STEP_STRIP_AT_HUB);
		return;
	}
	then(w, box,
		w->now + (far ? chance_between(&w->chance, DAY, 5 * DAY)
			      : chance_between(&w->chance, 30, 150)),
		far ? STEP_BACK_IN : STEP_NEXT_IN);
}

/* A line keeps its boxes at the port: the cargo goes on in another. */
static void strip_at_hub(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = AT_CONSIGNEE;
	happens(w, box, STRIPPED, LYG_CFS, w->now);
	then(w, b->other, w->now + HOUR, STEP_BEGIN);
	then(w, box, soon(w, PORT_EMPTY), STEP_EMPTY_IN);
}

static void next_in(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = IN_TERMINAL;
	b->place = (uint8_t)origin_of(b);
	swap_seal(w, box);
	happens(w, box, GATE_IN, b->place, w->now);
	box_ready(w, box);
}

static void back_in(struct world *w, int box)
{
	rights(w, box, WRONG_MISDIRECTED, w->now);
	next_in(w, box);
	plan_from(w, box, w->boxes[box].leg, w->now + HOUR, CAUSE_LOADING);
}

static void available(struct world *w, int box)
{
	happens(w, box, AVAILABLE, w->boxes[box].place, w->now);
	then(w, box, soon(w, COLLECTS), STEP_COLLECT);
}

static void collect(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = ON_ROAD;
	happens(w, box, GATE_OUT, b->place, w->now);
	then(w, box, w->now + chance_between(&w->chance, HOUR, 9 * HOUR), STEP_DELIVER);
}

static void deliver(struct world *w, int box)
{
	w->boxes[box].where = AT_CONSIGNEE;
	happens(w, box, DELIVERED, w->boxes[box].place, w->now);
	then(w, box, soon(w, STRIPS), STEP_STRIP);
}

static void strip(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	happens(w, box, STRIPPED, b->place, w->now);
	if (b->arrangement == SHIPPERS_BOX)
		b->where = ENDED;
	else
		then(w, box, soon(w, GIVES_BACK), STEP_EMPTY_IN);
}

static void empty_in(struct world *w, int box)
{
	struct box *b = &w->boxes[box];

	b->where = ENDED;
	b->place = (uint8_t)depot_of(b);
	happens(w, box, EMPTY_IN, b->place, w->now);
}

void box_step(struct world *w, int box, enum step step)
{
	static void (*const steps[BOX_STEPS])(struct world *, int) = {
		[STEP_BEGIN] = begin,
		[STEP_STUFF] = stuff,
		[STEP_GATE_IN] = gate_in,
		[STEP_CLEAR] = cleared,
		[STEP_OFF] = off,
		[STEP_QUAY_OUT] = quay_out,
		[STEP_NEXT_IN] = next_in,
		[STEP_STRIP_AT_HUB] = strip_at_hub,
		[STEP_BACK_IN] = back_in,
		[STEP_FREE] = freed,
		[STEP_AVAILABLE] = available,
		[STEP_COLLECT] = collect,
		[STEP_DELIVER] = deliver,
		[STEP_STRIP] = strip,
		[STEP_EMPTY_IN] = empty_in,
	};

	steps[step](w, box);
}

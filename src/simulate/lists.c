/*
 * What is wrong with the lists of a run: wagons and cells, boxes that they have and have not.
 */
#include "simulate/world.h"

/* Whom nobody ordered, who lists what is aboard may not have either. */
static void forget_some(struct world *w, int run)
{
	struct run *r = &w->runs[run];

	for (size_t i = 1; i < r->count; i++) { /* a list has somebody */
		struct aboard *a = &r->aboard[i];

		if (w->boxes[a->box].ordered == run || a->unlisted || !mishap(w, 12))
			continue;
		a->unlisted = true;
		goes_wrong(w, a->box, WRONG_OVER, CAUSE_LIST, stretch_from(r->stretch), w->now)->run = run;
	}
}

/* A cell that the bayplan has wrong. */
static void spoil_bayplan(struct world *w, int run)
{
	struct run *r = &w->runs[run];

	for (size_t i = 0; i < r->count; i++) {
		struct aboard *a = &r->aboard[i];

		if (!mishap(w, 80))
			continue;
		a->listed_cell = cell_of(a->box + 1 + chance_below(&w->mishaps, 9));
		goes_wrong(w, a->box, WRONG_CELL, CAUSE_LIST, stretch_from(r->stretch), w->now)->run = run;
	}
}

/* A wagon that the list has wrong, a box that it has not. */
static void spoil_list(struct world *w, int run)
{
	struct run *r = &w->runs[run];

	if (stretches[r->stretch].mode == SHIP || !r->count || stretch_from(r->stretch) == ALAT)
		return; /* of those there are no lists */
	if (goes_amiss(w, 1, 25)) {
		struct aboard *a = &r->aboard[chance_below(&w->chance, (int)r->count)];

		a->listed_wagon = a->wagon + 1 + chance_below(&w->chance, 5);
		goes_wrong(w, a->box, WRONG_WAGON, CAUSE_LIST, stretch_from(r->stretch), w->now)->run = run;
	}
	if (goes_amiss(w, 1, 40)) {
		struct aboard *a = &r->aboard[chance_below(&w->chance, (int)r->count)];

		a->unlisted = true;
		goes_wrong(w, a->box, WRONG_OVER, CAUSE_LIST, stretch_from(r->stretch), w->now)->run = run;
	}
	if (stretch_from(r->stretch) == LYG_BASE && w->waiting[r->stretch].count && goes_amiss(w, 1, 6)) {
		struct wrong *g;

		r->ghost = w->waiting[r->stretch].boxes[0];
		g = goes_wrong(w, r->ghost, WRONG_SHORT, CAUSE_LIST, stretch_from(r->stretch), w->now);
		g->run = run;
		g->until = r->planned + DAY;
	}
}

void lists_spoil(struct world *w, int run)
{
	enum place from = stretch_from(w->runs[run].stretch);

	spoil_list(w, run);
	if (from == PUSAN)
		spoil_bayplan(w, run);
	if (from == PUSAN || from == LYG_BASE) /* of others nobody tells who is aboard but the lists */
		forget_some(w, run);
}

/*
 * Borders: how long trains wait there.  The level drifts from day to day and now and then jumps; a border may
 * be closed for days by an embargo.  Trains pass one behind the other.
 */
#include "simulate/world.h"

#define USUAL 100
#define LEAST 45
#define MOST  650
#define APART 40 /* minutes between two trains, at least */

minute border_wait(struct world *w, enum border b, minute comes, bool *embargo)
{
	struct frontier *f = &w->frontiers[b];
	minute until = comes + chance_spread(&w->chance, &borders[b].wait) * f->level / USUAL;

	*embargo = f->closed_until > until;
	if (*embargo)
		until = f->closed_until + chance_between(&w->chance, HOUR, 12 * HOUR);
	if (until < f->free && f->free - until < 6 * HOUR)
		until = f->free;
	f->free = until + APART;
	return until;
}

void border_day(struct world *w)
{
	for (enum border b = NO_BORDER + 1; b < BORDERS; b++) {
		struct frontier *f = &w->frontiers[b];

		f->level += chance_between(&w->chance, -14, 14) + (USUAL - f->level) / 12;
		if (chance_in(&w->chance, 1, 90))
			f->level += chance_between(&w->chance, 80, 300);
		f->level = f->level < LEAST ? LEAST : f->level > MOST ? MOST : f->level;
		if (w->now >= f->closed_until && chance_in(&w->chance, 1, 120))
			f->closed_until = w->now + chance_between(&w->chance, 2 * DAY, 6 * DAY);
		truth_border(w, b);
	}
}

/*
 * Changes of gauge: a box goes over from a wagon of one gauge to one of the other, at a border.
 *
 * Each side tells its half: one railway that it took the box off, the other that it put it on.  The halves
 * are one fact whichever comes first, also where clocks differ so that it was put on before it was taken off;
 * until the other one is told, and only where trains change gauge at all,
 * a half stands alone.  Of a box's own events; a function of their set.
 */
#ifndef DOMAIN_GAUGE_H
#define DOMAIN_GAUGE_H

#include "base/arena.h"
#include "record/event.h"

enum gauge_kind { GAUGE_LIFT, GAUGE_BOGIE, GAUGE_VARIABLE, GAUGE_UNKNOWN, GAUGE_KINDS };
extern const char *const gauge_kind_words[GAUGE_KINDS]; /* lift bogie variable unknown */

struct gauge_change {
	const char *complex;          /* word of the border's two sides, else the place's code */
	const struct event *off, *on; /* either NULL: nobody told of it */
	const char *off_wagon, *on_wagon;
	int from, to; /* millimetres; 0: not known */
	enum gauge_kind kind;
	const char *act; /* number of the record; NULL */
	/* Told of another wagon of that gauge than the half does, beside it; NULL: nobody disagrees. */
	const struct event *against;
};

struct gauge_world {
	void *self;
	const char *(*complex_of)(void *self, const char *place); /* or the place itself */
	bool (*changes_gauge)(void *self, const char *place);
};

#define GAUGE_WITHIN (30 * INSTANT_DAY) /* between the halves, at most */
/* Off may seem to come so long after on: clocks of two railways, and times that are known to the day. */
#define GAUGE_CLOCKS INSTANT_DAY

/* 12 digits 1435, 8 digits 1520, 7 digits 1435; 0: not known. */
int gauge_of_wagon(const char *number);
size_t gauge_changes(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	const struct gauge_world *w, struct gauge_change **changes);

#endif

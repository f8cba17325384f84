/*
 * On what a box rides, and what it borrows from there.
 *
 * A box's own events tell on which wagon and in which train it is, from when until when (ride spans); a
 * wagon's own events tell in which train it is (consist spans).  Where nobody told of the box itself, its
 * place is its wagon's, and where nobody told of that, its train's: inside the spans the events of wagon and
 * train are the box's too, as copies that name whose they are (`via`).  Copies are never stored, so that a
 * wagon's event counts the same whether it came before or after the loading.  All of it is a function of the
 * set of events: spans are folded in the timeline's total order, and of two tellings of one fact it is the
 * set that decides which one is shown.
 *
 * A plan makes spans of its own, of which nothing is borrowed, and ends no actual one.
 */
#ifndef DOMAIN_RIDE_H
#define DOMAIN_RIDE_H

#include "base/arena.h"
#include "record/event.h"

#define RIDE_MOST        64 /* spans of one box or wagon: its last */
#define RIDE_WAGON       "WAGON:"
#define RIDE_SAME_WITHIN (2 * INSTANT_DAY) /* one fact told of a box and of what it is on */
/* A ride whose end nobody told of tells nothing any more after this: the wagon is on another trip.  As long
 * before it, a wagon may have been put into its train. */
#define RIDE_LONGEST (60 * INSTANT_DAY)

struct ride_span {
	const char *wagon, *train, *place; /* digits; key; on the wagon ("2x20:1"), in the train ("07") */
	instant since, until;              /* INSTANT_NONE: still */
	enum classifier classifier;        /* ACT, or PLN for whatever is not */
	const struct event *from, *to;     /* to NULL: still */
};

/* Digits of the wagon that is named by rail; NULL: none, or a road vehicle. */
#define RIDE_WAGON_ROOM 32
const char *ride_wagon_digits(const struct transport_ref *t, char room[RIDE_WAGON_ROOM]);
const char *ride_wagon(struct arena *a, const struct event *e);
/* It names a wagon or a train by rail. */
bool ride_names(const struct event *e);

/* Of a box.  Events in the order of the timeline; what it borrowed counts for nothing here. */
size_t ride_spans(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	struct ride_span **spans);
/* Of a wagon: the train is what it rides in.  Events of boxes that tell in which train their wagon is may
 * stand among them. */
size_t consist_spans(struct arena *a, const struct event *const *sorted, const bool *voided, size_t n,
	struct ride_span **spans);

struct ride_world {
	void *self;
	/* What counts of "WAGON:94312071", or of a train under whatever name: in the order of the timeline.
	 */
	size_t (*events_of)(void *self, const char *subject, const struct event *const **events);
	bool (*same_train)(void *self, const char *a, const char *b);
	const char *(*complex_of)(void *self, const char *place); /* or the place itself */
};

/* Copies of the events of its wagons and trains that fall into its spans and that it does not tell itself;
 * own as for ride_spans. */
size_t ride_borrow(struct arena *a, const struct ride_world *w, const char *container,
	const struct event *const *sorted, const bool *voided, size_t n, struct event **borrowed);

#endif

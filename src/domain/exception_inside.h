/*
 * What the rules of domain/exception.h share: of the way (exception_way.c, exception_border.c,
 * exception_rolled.c), of what is found of the box
 * (exception_found.c), of lists (exception_list.c).  Nobody else includes it.
 */
#ifndef DOMAIN_EXCEPTION_INSIDE_H
#define DOMAIN_EXCEPTION_INSIDE_H

#include "domain/exception.h"

#define HOUR (3600 * INSTANT_SECOND)

struct assessing {
	struct arena *a;
	const struct situation *s;
	instant now;
	struct assessment *out;
	size_t room;
};

/* It came true then, or will: told once its grace is over. */
void exception_tell(struct assessing *x, const struct exception *e);
/* Nobody can judge it. */
void exception_cannot(struct assessing *x, enum exception_code code);
/* Then it may be otherwise though nobody says anything. */
void exception_look_again(struct assessing *x, instant at);

/* When it happened, or from when on it may have. */
instant exception_at(const struct fact *f);
/* The end of its way, as far as the itinerary tells; NULL: it does not. */
const struct expected *exception_arrival(const struct itinerary *i);

/* Where a leg comes to its end, as far as the itinerary tells; NULL: it does not. */
const struct expected *exception_end_of(const struct itinerary *i, size_t leg);

/* The loading of that leg; NULL: none is expected. */
const struct expected *exception_loading(const struct itinerary *i, size_t leg);

/* The last fact of the trip that moved the box and was reported; NULL: none. */
const struct fact *exception_last_move(const struct assessing *x);

/* At which border it stands on its train, and since when it does; NULL: at none.  Who passes it is told to
 * have been there too: only one that came or was loaded there stands, or whose train goes no further: because
 * its leg ends there, or the tracks do. */
const char *exception_stands_at(const struct assessing *x, const struct fact **came);
/* It came to a border and has not gone on. */
void exception_border_queue(struct assessing *x);
/* It went with a later transport than planned. */
void exception_rolled(struct assessing *x);

/* When what it is to be loaded on left while it is still on what leads there; where nobody tells of that, and
 * who tells has had time to, when it should have.  INSTANT_NONE: neither. */
instant exception_left_before(struct assessing *x, const struct expected *e);

/* When what takes it there left, as whoever told of it says (*word), or its wagons; INSTANT_NONE: it has not.
 */
instant exception_departed(const struct assessing *x, const struct expected *e, const struct event **word);

void exceptions_of_way(struct assessing *x);
void exceptions_of_lists(struct assessing *x);
void exceptions_of_findings(struct assessing *x);

#endif

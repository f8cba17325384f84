/*
 * What the rules of domain/exception.h share: of the way (exception_way.c), of what is found of the box
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

/* The loading of that leg; NULL: none is expected. */
const struct expected *exception_loading(const struct itinerary *i, size_t leg);

/* When what takes it there left, as whoever told of it says (*word), or its wagons; INSTANT_NONE: it has not.
 */
instant exception_departed(const struct assessing *x, const struct expected *e, const struct event **word);

void exceptions_of_way(struct assessing *x);
void exceptions_of_lists(struct assessing *x);
void exceptions_of_findings(struct assessing *x);

#endif

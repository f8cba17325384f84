/*
 * Answers as they were known at a moment (store/as_of.h): folds, before an answer's statements are asked,
 * what these will read of journeys, rides, consists, wagons and changes of gauge.
 *
 * Each of these says who may matter to the answer, more than needed being no harm; of them, LIMIT_AS_OF are
 * folded, and *cut says that there were more (it is never unset).  Where the answer is of now they do
 * nothing.  Boxes are folded by the first of them that an answer calls.
 */
#ifndef SERVICE_AS_OF_H
#define SERVICE_AS_OF_H

#include "service/answers.h"

/* When it is, to the answer. */
instant asking_now(const struct asking *q);
/* One box, and the wagons that it was on. */
bool as_of_box(struct asking *q, const char *number);
/* Boxes by number, whose numbers begin so (NULL: any) and come after that one, at most so many; *last: the
 * last that was folded, where there are more. */
bool as_of_boxes(struct asking *q, const char *prefix, const char *after, int most, const char **last);
/* Of those, the ones that may be at these places (a text[] parameter), or on what was told of there. */
bool as_of_boxes_at(struct asking *q, const char *places, const char *after, const char **last, bool *cut);
/* The same for a list of journeys: at these places (NULL: anywhere), for a party of its own boxes; with what
 * the judge kept of their journeys. */
bool as_of_trips(
	struct asking *q, const char *places, const char *after, int most, const char **last, bool *cut);
/* Boxes that may have changed gauge at these places (a text[] parameter, or NULL) up to then (microseconds).
 */
bool as_of_changes(struct asking *q, struct param places, struct param until, bool *cut);
/* Wagons, the boxes that were on them, and those that were in these trains or on other transports. */
bool as_of_riders(struct asking *q, const char *const *wagons, size_t n, const char *const *transports,
	size_t transport_count, bool *cut);
/* Wagons by number after that one, at these places (NULL: anywhere); *last as above. */
bool as_of_wagons(struct asking *q, const char *places, const char *after, const char **last, bool *cut);
/* What these values may lead to by papers, wagons and trains. */
bool as_of_looked_up(struct asking *q, const char *const *values, size_t n, bool *cut);
/* Those that the party q->viewer may ask for; of who may see all nothing. */
bool as_of_party(struct asking *q, bool *cut);

#endif

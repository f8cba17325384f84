/* What is folded (as_of.c) of what was found (as_of_find.c).  Nobody else includes it. */
#ifndef SERVICE_AS_OF_INSIDE_H
#define SERVICE_AS_OF_INSIDE_H

#include "service/as_of.h"

struct as_of_names { /* texts, the arena's */
	const char **at;
	size_t count, room;
};
void as_of_add(struct as_of_names *names, struct arena *a, const char *name);

/* trips: with what the judge keeps of them.  *done: how many of the boxes; not all where they have too many
 * events. */
bool as_of_fold(struct asking *q, const char *const *numbers, size_t n, bool trips, size_t *done);
bool as_of_fold_wagons(struct asking *q, const char *const *wagons, size_t n);

#endif

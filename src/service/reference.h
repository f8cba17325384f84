/*
 * Reference lists into the database: our own at start-up, published ones and a user's by import.
 */
#ifndef SERVICE_REFERENCE_H
#define SERVICE_REFERENCE_H

#include "service/world.h"
#include "store/db.h"
#include "wire/sheet/reference.h"

/* The embedded places, facilities and codes, once for each content of them. */
bool reference_load_embedded(struct conn *c, struct fault *f);

struct reference_told { /* called for each diagnostic */
	void (*diagnostic)(void *self, const struct diagnostic *d);
	void *self;
	const struct world *world; /* places that are known; NULL: none is asked for */
};
/* One list, in one transaction.  source: landbridge, locode, smdg, user. */
bool reference_load(struct conn *c, enum reference_list list, const char *source, const char *bytes, size_t n,
	const struct reference_told *told, struct reference_count *count, struct fault *f);

#endif

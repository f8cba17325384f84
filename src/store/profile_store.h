/*
 * Profiles of sheets in the database.
 *
 * Whatever writes here counts the lists up in the same transaction: the world is made anew by it.
 */
#ifndef STORE_PROFILE_STORE_H
#define STORE_PROFILE_STORE_H

#include "store/db.h"

struct profile_row {
	const char *name, *partner, *kind; /* partner NULL: everybody's */
	const char *profile;               /* JSON */
};

bool profiles_read(struct conn *c, struct arena *a, const char ***profiles, size_t *n, struct fault *f);
bool profile_save(struct conn *c, struct arena *a, const struct profile_row *p, bool *made, struct fault *f);
bool profile_remove(struct conn *c, struct arena *a, const char *name, struct fault *f); /* UNKNOWN */

#endif

/*
 * Terms of free time in the database: what each said when.
 *
 * Nothing is ever changed or removed: a term is its latest word by a time, and dropping it is a word too.
 */
#ifndef STORE_TERM_STORE_H
#define STORE_TERM_STORE_H

#include "store/db.h"

struct term_row {
	const char *name, *place; /* place: only where it is saved */
	const char *told;         /* JSON, service/terms.h */
	instant set;
	const char *by;
	bool dropped;
};

/* Terms of these places as they were last told by as_of (INSTANT_NONE: now), by name behind `after`; places
 * NULL: any. */
bool terms_read(struct conn *c, struct arena *a, const char *places, instant as_of, const char *after,
	int most, struct term_row **rows, size_t *n, struct fault *f);
/* All words on one, the latest first. */
bool term_words(struct conn *c, struct arena *a, const char *name, int most, struct term_row **rows,
	size_t *n, struct fault *f);
/* All or none. */
bool terms_save(struct conn *c, struct arena *a, const struct term_row *rows, size_t n, const char *by,
	struct fault *f);
/* UNKNOWN where there is none. */
bool term_remove(struct conn *c, struct arena *a, const char *name, const char *by, struct fault *f);

#endif

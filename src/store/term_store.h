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

struct terms_query {
	const char *places; /* text[]; NULL: any */
	instant as_of;      /* as they were last told by then; INSTANT_NONE: now */
	const char *after;  /* names behind this one; NULL: all */
	int most;
};
/* Queues the question; when the batch has run, terms_taken makes its rows terms, by name. */
void terms_later(struct batch *b, struct arena *a, const struct terms_query *q, struct rows **r);
size_t terms_taken(struct arena *a, const struct rows *r, struct term_row **rows);
/* All words on one, the latest first. */
bool term_words(struct conn *c, struct arena *a, const char *name, int most, struct term_row **rows,
	size_t *n, struct fault *f);
/* All or none. */
bool terms_save(struct conn *c, struct arena *a, const struct term_row *rows, size_t n, const char *by,
	struct fault *f);
/* UNKNOWN where there is none. */
bool term_remove(struct conn *c, struct arena *a, const char *name, const char *by, struct fault *f);

#endif

/*
 * Records that the hub keeps by name, in the database: terms of free time, routes, transfers, restrictions;
 * what each said when.
 *
 * Nothing is ever changed or removed: a record is its latest word by a time, and dropping it is a word too.
 */
#ifndef STORE_STANDING_STORE_H
#define STORE_STANDING_STORE_H

#include "store/db.h"

enum standing {
	STANDING_TERM,
	STANDING_ROUTE,
	STANDING_TRANSFER,
	STANDING_RESTRICTION,
	STANDING_RATE,
	STANDINGS
};
extern const char *const standing_words[STANDINGS]; /* term route transfer restriction rate */

struct standing_row {
	const char *name;
	const char *places; /* text[]: codes of those that it is about; only where it is saved */
	const char *told;   /* JSON */
	const char *at;     /* where it was told, "row 4, "; only where it is set */
	const char *route;  /* that it is about; only where it is set; NULL: none */
	const void *about;  /* what was read of it; the service's own */
	instant set;
	const char *by;
	bool dropped;
};

struct standing_query {
	enum standing of;
	const char *places; /* text[]; NULL: any */
	instant as_of;      /* as they were last told by then; INSTANT_NONE: now */
	const char *after;  /* names behind this one; NULL: all */
	int most;
};
/* Queues the question; when the batch has run, standing_taken makes its rows records, by name. */
void standing_later(struct batch *b, struct arena *a, const struct standing_query *q, struct rows **r);
size_t standing_taken(struct arena *a, const struct rows *r, struct standing_row **rows);
/* All of them as they are now, by name. */
bool standing_all(struct conn *c, struct arena *a, enum standing of, struct standing_row **rows, size_t *n,
	struct fault *f);
/* All words on one, the latest first. */
bool standing_said(struct conn *c, struct arena *a, enum standing of, const char *name, int most,
	struct standing_row **rows, size_t *n, struct fault *f);
/* All or none. */
bool standing_save(struct conn *c, struct arena *a, enum standing of, const struct standing_row *rows,
	size_t n, const char *by, struct fault *f);
/* UNKNOWN where there is none. */
bool standing_remove(
	struct conn *c, struct arena *a, enum standing of, const char *name, const char *by, struct fault *f);
/* How many words there are, of all but terms: never fewer. */
bool standing_number(struct conn *c, struct arena *a, int64_t *number, struct fault *f);

#endif

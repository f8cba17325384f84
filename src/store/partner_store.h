/*
 * Partners in the database: what they are recognised by, how they write, what their codes mean.
 *
 * Whatever writes here counts the lists up (lists_changed_later) in the same transaction: the world is made
 * anew by it, in this process and others.
 */
#ifndef STORE_PARTNER_STORE_H
#define STORE_PARTNER_STORE_H

#include "record/place.h"
#include "record/status.h"
#include "store/db.h"
#include "wire/partner_book.h"

struct partner_row {
	const char *name, *title;
	const char *strictness, *zones; /* JSON */
	const char *acknowledge, *datum;
	const char *role; /* NULL: as the types of its messages say */
	int contrl;
	const char *changed,
		*last;            /* RFC 3339; last: a message of it was taken, NULL: not among the latest */
	int64_t intakes, unknown; /* deliveries among the latest messages; codes that nobody mapped */
};

struct partner_row_code { /* as it is shown: of a list of events event and words about it, else its meaning */
	const char *list, *code, *meaning;
	enum classifier classifier;
	enum mode mode;
	enum load_state load_state;
	const char *status_list; /* NULL: none of statuses */
};

/* What a partner is made of. */
struct partner_set {
	struct partner_row row;
	struct partner_sign *signs;
	struct place_code *places;    /* system: its name */
	struct status_code *statuses; /* sender: its name */
	struct partner_code *codes;
	size_t sign_count, place_count, status_count, code_count;
};

/* name NULL: all behind `after` (NULL: from the start), at most `most`. */
bool partner_rows_read(struct conn *c, struct arena *a, const char *name, const char *after, int most,
	struct partner_row **rows, size_t *n, struct fault *f);
bool partner_signs_read(struct conn *c, struct arena *a, const char *name, struct partner_sign **signs,
	size_t *n, struct fault *f);
bool partner_codes_read(struct conn *c, struct arena *a, const char *name, struct partner_row_code **codes,
	size_t *n, struct fault *f);
/* For the world: rows[i] has what partners[i] has not, its JSON. */
bool partners_world(struct conn *c, struct arena *a, struct partner_rows *all, struct partner_row **rows,
	struct fault *f);

/* All of it, in place of what was there; CLASH where a sign is another's. */
bool partner_save(struct conn *c, struct arena *a, const struct partner_set *p, struct fault *f);
/* UNKNOWN where there is none. */
bool partner_remove(struct conn *c, struct arena *a, const char *name, struct fault *f);
/* One code's meaning, in place of what it meant; of places, statuses or codes p has one.  list: as
 * code_list.def has it.  UNKNOWN where there is no such partner. */
bool partner_map(
	struct conn *c, struct arena *a, const char *list, const struct partner_set *p, struct fault *f);

#endif

/*
 * Members of a record that somebody tells as JSON, read one by one: what is wrong is BAD_BODY with where it
 * stands, "row 4, rates[1].from: ...".
 *
 * Texts are the arena's.  A member that is null is not said.
 */
#ifndef SERVICE_MEMBERS_H
#define SERVICE_MEMBERS_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"
#include "service/world.h"

#include <jansson.h>

struct standing_kind;

struct member_sheet { /* objects were made of its rows, each with its own as "row" */
	/* The heading of the column of a member, "capacity.teu"; NULL: none is its alone. */
	const char *(*heading)(const struct member_sheet *s, const char *path);
	const struct standing_kind *of;
	const char *list; /* that the object is in */
};

struct member_reading {
	struct arena *a;
	const struct world *w;
	struct fault *f;
	const char *at;                   /* where the object stands: "row 4, ", "terms[3]." or "" */
	const struct member_sheet *sheet; /* NULL: of none */
};

/* Says what is wrong with a member, and answers false. */
__attribute__((format(printf, 3, 4))) bool member_wrong(
	const struct member_reading *r, const char *key, const char *format, ...);
/* An object without members that are none of `members` (NULL at the end) nor "name". */
bool members_known(const struct member_reading *r, const json_t *o, const char *const *members);

/* A text of 1 to `most` bytes; NULL: not said. */
bool member_text(const struct member_reading *r, const json_t *o, const char *key, size_t most, bool needed,
	const char **text);
/* A whole number, which must be said; or may be. */
bool member_number(const struct member_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t *n);
bool member_number_or(const struct member_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t otherwise, int64_t *n);
/* A number with at most so many decimals, as a whole one of these: with 3, 12.5 is 12500.  least and most are
 * so, too. */
bool member_decimal_or(const struct member_reading *r, const json_t *o, const char *key, int decimals,
	int64_t least, int64_t most, int64_t otherwise, int64_t *n);
/* Which of the words (NULL at the end) it is; not said: *which is how many there are. */
bool member_word(const struct member_reading *r, const json_t *o, const char *key, const char *const *words,
	bool needed, size_t *which);
bool member_bool(
	const struct member_reading *r, const json_t *o, const char *key, bool otherwise, bool *value);
/* A day like 2026-06-15, as base/calendar.h numbers them. */
bool member_day(
	const struct member_reading *r, const json_t *o, const char *key, int64_t otherwise, int64_t *day);
/* A list of words as bits, the first 1; otherwise: none were said. */
bool member_bits(const struct member_reading *r, const json_t *o, const char *key, const char *const *words,
	unsigned otherwise, unsigned *bits);
/* A list of days, in order, each once. */
bool member_days(const struct member_reading *r, const json_t *o, const char *key, size_t most,
	int64_t **days, size_t *count);
/* A time of day like 18:30, in minutes; -1: not said. */
bool member_clock(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, int *minutes);
/* A place that is known: its code; or, where its clock is known, which of the world's it is. MEMBER_NO_PLACE:
 * not said. */
bool member_place(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, const char **code);
#define MEMBER_NO_PLACE UINT32_MAX
bool member_place_number(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, uint32_t *place);
/* ISO 4217's three capitals; NULL: not said. */
bool member_currency(
	const struct member_reading *r, const json_t *o, const char *key, bool needed, const char **currency);
/* A list of at most so many; NULL: not said. */
bool member_list(
	const struct member_reading *r, const json_t *o, const char *key, size_t most, const json_t **list);
/* An object; NULL: not said. */
bool member_object(const struct member_reading *r, const json_t *o, const char *key, const json_t **object);
/* For what stands in the i-th of a list, which is o, and in an object. */
struct member_reading member_item(const struct member_reading *r, const char *key, size_t i, const json_t *o);
struct member_reading member_inside(const struct member_reading *r, const char *key);

bool member_day_read(const char *s, int64_t *day);
const char *member_day_told(struct arena *a, int64_t day);
const char *member_clock_told(struct arena *a, int minutes);
/* A member that is a whole number of 10^-decimals: 12500 with 3 is 12.5. */
void member_decimal_write(struct json *j, const char *key, int64_t n, int decimals);

#endif

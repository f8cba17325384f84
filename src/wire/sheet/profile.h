/*
 * Profiles: how a sheet of somebody's is read, its columns to meanings.
 *
 * A column is found by the words of its heading (loosely written, in whichever language), by its position, or
 * it is a constant that stands in no column.  What a profile does not say is guessed (guess.h): a shipped
 * profile says little more than which columns its kind has and how its language writes dates.  Immutable once
 * made.  A profile is a JSON object, the same in data/profiles/, in the database and at /api/v1/profiles:
 * {"name","partner","kind","language","sheets","headerRows","dateOrder","zone","classifier","rows","guess",
 * "columns":[{"field","words","position","zone","constant"}]}; "guess" false: what it does not say is not
 * read.
 */
#ifndef WIRE_SHEET_PROFILE_H
#define WIRE_SHEET_PROFILE_H

#include "base/fault.h"
#include "wire/sheet/rows.h"

enum sheet_kind {
#define KIND(name, word, type, en, zh, ru, titles) SHEET_##name,
#include "wire/sheet/sheet_kind.def"
#undef KIND
	SHEET_KINDS
};

enum sheet_field {
#define FIELD(name, word, kinds, shape, en, zh, ru) FIELD_##name,
#include "wire/sheet/sheet_field.def"
#undef FIELD
	FIELDS
};

enum sheet_language { SHEET_EN, SHEET_ZH, SHEET_RU, SHEET_LANGUAGES };
enum sheet_shape {
	SHAPE_ANY,
	SHAPE_CONTAINER,
	SHAPE_SIZE_TYPE,
	SHAPE_WAGON,
	SHAPE_STATION,
	SHAPE_TIME,
	SHAPE_DATE,
	SHAPE_CLOCK,
	SHAPE_NUMBER
};

struct sheet_kind_row {
	const char *word, *type;              /* "train-list", "TRAIN-LIST" */
	const char *caption[SHEET_LANGUAGES]; /* of templates, too */
	const char *titles;                   /* '|' between */
};
struct sheet_field_row {
	const char *word; /* "wagon" */
	unsigned kinds;   /* bits: 1 << enum sheet_kind */
	enum sheet_shape shape;
	const char *words[SHEET_LANGUAGES]; /* '|' between; the first is the usual heading */
};
extern const struct sheet_kind_row sheet_kind_rows[SHEET_KINDS];
extern const struct sheet_field_row sheet_field_rows[FIELDS];
extern const char *const sheet_language_words[SHEET_LANGUAGES]; /* "en" "zh" "ru" */
enum sheet_kind sheet_kind_of(const char *word);                /* SHEET_KINDS: none */
enum sheet_field sheet_field_of(const char *word);              /* FIELDS: none */

struct field_at {
	enum sheet_field field;
	unsigned column;      /* from 1; 0: found by its heading */
	const char *words;    /* '|' between; NULL: the field's own */
	const char *zone;     /* of its times; NULL: the profile's */
	const char *constant; /* instead of a column; NULL */
};

enum date_order { ORDER_GUESS, ORDER_YMD, ORDER_DMY, ORDER_MDY, ORDERS };
extern const char *const date_order_words[ORDERS]; /* "guess" "ymd" "dmy" "mdy" */

struct sheet_profile {
	const char *name, *partner; /* partner NULL: everybody's */
	enum sheet_kind kind;
	enum sheet_language language; /* of its template */
	const char *sheets;           /* names, '|' between, '*' at an end; NULL: all that fit */
	unsigned header_rows;         /* 1, 2; 0: found */
	struct field_at *fields;
	size_t field_count;
	enum date_order order;
	const char *zone; /* IANA's name; NULL: none */
	enum classifier classifier;
	bool all_or_none;
	bool exact; /* "guess" false: no column but those that it says */
};

/* What a profile is asked for: by name, else by partner and heading. */
struct profile_asked {
	const char *name, *partner; /* NULL: not said */
	const struct row *head;     /* NULL: not yet read */
	size_t head_rows;
};

/* Reads one; all of it lies in the arena.  NULL with a fault that names the member. */
struct sheet_profile *profile_read(struct arena *a, const char *json, size_t n, struct fault *f);
/* The same object again, without what it does not say. */
void profile_write(struct text *out, const struct sheet_profile *p);

/* Of the words of a heading of one or two rows: sorted, loosely written, SHA-256, 16 hexadecimal digits. */
const char *profile_fingerprint(struct arena *a, const struct row *head, size_t n);

/* Whether a sheet of that name (NULL: text) is one of the profile's. */
bool profile_takes_sheet(const struct sheet_profile *p, const char *sheet);

#endif

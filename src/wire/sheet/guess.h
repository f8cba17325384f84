/*
 * What the columns of a sheet are, where nobody says: by the words of their headings, then by the shape of
 * the values below.
 *
 * A heading that is one of a field's words is sure; one that holds such a word is likely; values can speak
 * for a column without words, and raise a doubt about one with them.  Each column is of one field, each field
 * of one column.
 */
#ifndef WIRE_SHEET_GUESS_H
#define WIRE_SHEET_GUESS_H

#include "base/hashed.h"
#include "wire/sheet/profile.h"

struct sheet_title; /* wire/sheet/taking.h */

#define GUESS_ROWS 50 /* values that are looked at */
#define GUESS_SURE 50 /* less is no guess */
/* of headings that tell two wagons apart by their gauge alone */
#define GAUGE_WORDS "1435|1520|宽轨|准轨|широк|узк|нормальн|broad|standard"

/* The words of all fields, loosely written, and what headings were found to say by them; made once a decoder.
 */
struct heading_word {
	const char *loose;
	size_t length;
	enum sheet_field field;
	bool alone; /* the field's only where nothing stands beside it */
};
struct heading_book {
	struct heading_word *words; /* those of f from first[f] to first[f + 1] */
	size_t first[FIELDS + 1];
	size_t count;
	struct hashed by_loose;
	const char *titles[SHEET_KINDS]; /* words of titles that speak for the kind, '|' between */
	struct heading_memo *memo;
};
void heading_book_make(struct heading_book *b, struct arena *a);

/* Headings of one or two rows, put together: "Container|Number" where the upper one spans several. */
struct headings {
	const char **text; /* NULL: none over this column */
	size_t count;
};
struct headings headings_of(struct arena *a, const struct row *head, size_t n);

/* The fields whose words a heading is one of: 1 << enum sheet_field. */
uint64_t heading_fields(const struct heading_book *b, const char *heading);
/* How surely a heading is that field's, 0 to 100. */
unsigned heading_fits(const struct heading_book *b, const char *heading, enum sheet_field field);
/* Where among the field's words the heading stands: of two columns with words of their own the first is it.
 */
unsigned heading_rank(const struct heading_book *b, const char *heading, enum sheet_field field);
/* heading_else.c: words that only alone are a field's, and headings that hold such a word and mean something
 * else; both loosely written. */
bool heading_word_is_common(const char *loose);
bool heading_is_else(const char *loose, enum sheet_field field);
/* How many headings of a row are words of some field: two make it a header. */
unsigned headings_known(const struct heading_book *b, const struct headings *h);
enum sheet_language headings_language(const struct headings *h);
/* Whether one is of what rows can be about: containers, wagons, notes, declarations. */
bool headings_name_subjects(const struct heading_book *b, const struct headings *h);
/* The kind that they fit best, with what the title above says; SHEET_KINDS: none. */
enum sheet_kind kind_guess(const struct heading_book *b, const struct headings *h, const char *title);

struct column_guess {
	unsigned column; /* from 1 */
	enum sheet_field field;
	unsigned sure; /* 0..100 */
	const char *header;
	const char *doubt; /* a sentence; NULL */
};
/* values: rows below the heading.  At most `room` guesses, by column. */
size_t profile_guess(struct arena *a, const struct heading_book *b, enum sheet_kind kind,
	const struct headings *h, const struct row *values, size_t n, struct column_guess *g, size_t room);

/* Whether a heading, or the lower half of one of two rows, is one of the words ('|' between). */
bool heading_is_of(const char *heading, const char *words);
/* How many of the columns that a profile finds by words of its own stand in these headings; *worded: how many
 * it has. */
unsigned profile_finds(const struct sheet_profile *p, const struct headings *h, unsigned *worded);

/* A table as it is about to be read, for who wants to see it beforehand (decode_sink.table). */
struct sheet_column_told {
	unsigned column; /* from 1 */
	const char *header;
	enum sheet_field field; /* FIELDS: it is not read */
	unsigned sure;          /* 0..100 */
	const char *doubt;      /* a sentence; NULL */
};
struct sheet_told {
	const char *sheet; /* NULL: text has none */
	uint32_t head_row; /* the last of the heading */
	enum sheet_kind kind;
	const char *profile; /* NULL: none */
	struct rows_about about;
	enum date_order order;
	bool order_doubtful;
	const struct sheet_column_told *columns;
	size_t count;
	const struct sheet_title *title; /* what stood above it */
	const struct row *rows;          /* the first below the heading, as they stand there */
	size_t row_count;
};

/* Whether a row is one of headings: text alone, nothing that looks like a number of anything. */
bool row_is_text(const struct row *r);
/* Not empty, not of a merged range but for its first. */
static inline bool cell_says_something(const struct cell *c)
{
	return c->kind != CELL_EMPTY && c->text && *c->text && !c->merged;
}

#endif

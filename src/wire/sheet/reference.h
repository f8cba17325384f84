/*
 * Reference lists into records: places, facilities, the codes of other systems, and code tables with their
 * words.
 *
 * It reads our own five CSV files (data/), and two lists as their publishers give them, which we may not ship
 * but a user may have: the UN/LOCODE code list (UNECE, CSV parts without a header row, Latin-1 or UTF-8; also
 * with a header row as some republish it) and the SMDG terminal code list (header row, its wording differs
 * from edition to edition). reference_sniff() tells which of them a file is.
 *
 * Every row becomes one record, handed over through the sink while it is read: memory stays that of one row.
 * A row that cannot be one (no code, a country that ISO 3166-1 does not have) becomes a diagnostic with its
 * row and column, and the rows behind it go on.  A value that is odd but not needed (coordinates out of
 * range) is dropped with a warning, and its row stays.
 */
#ifndef WIRE_SHEET_REFERENCE_H
#define WIRE_SHEET_REFERENCE_H

#include "record/diagnostic.h"
#include "record/place.h"
#include "record/status.h"

#include <stdbool.h>
#include <stddef.h>

struct fault;

/* What the list is: name for programs, and what a person calls it. */
#define REFERENCE_LISTS_TABLE(ROW)                                                                           \
	ROW(PLACES, "places", "places of our own list")                                                      \
	ROW(FACILITIES, "facilities", "facilities of our own list")                                          \
	ROW(PLACE_CODES, "place-codes", "codes that other systems give to places")                           \
	ROW(CODES, "codes", "code tables and their words")                                                   \
	ROW(STATUS_CODES, "status-codes", "what status codes mean, a partner's or everybody's")              \
	ROW(LOCODE, "un-locode", "UN/LOCODE code list")                                                      \
	ROW(SMDG, "smdg-terminals", "SMDG terminal code list")

enum reference_list {
	REFERENCE_NONE,
#define ROW(id, name, caption) REFERENCE_##id,
	REFERENCE_LISTS_TABLE(ROW)
#undef ROW
		REFERENCE_LISTS
};

const char *reference_list_name(enum reference_list);    /* "un-locode"; NULL for none */
const char *reference_list_caption(enum reference_list); /* "UN/LOCODE code list"; NULL for none */

struct code_word {
	const char *list; /* EVENT, SIZETYPE, RAILWAY, COUNTRY */
	const char *code;
	const char *name[LANGUAGES];
};

/* Where the records go.  A member may be NULL: its records are not wanted.  False from one of them, with the
 * fault said, ends the reading.  Records and diagnostics are valid during the call only. */
struct reference_sink {
	void *self;
	bool (*place)(void *self, const struct place *, struct fault *);
	bool (*facility)(void *self, const struct facility *, struct fault *);
	bool (*place_code)(void *self, const struct place_code *, struct fault *);
	bool (*code)(void *self, const struct code_word *, struct fault *);
	bool (*status_code)(void *self, const struct status_code *, struct fault *);
	void (*diagnostic)(void *self, const struct diagnostic *);
	/* A terminal of a place that is not known is taken with a warning.  NULL: none is told. */
	bool (*knows_place)(void *self, const char *code);
	/* "2026-06-15": what was valid until before it is taken with a warning.  NULL: none is told. */
	const char *today;
};

struct reference_count {
	size_t taken;   /* records handed over */
	size_t passed;  /* rows that are none by the list's own rules: country headings, entries marked for
			   removal */
	size_t refused; /* rows with an error */
};

/* Which list the bytes are, by the header among their first rows or, for UN/LOCODE, by the shape of the first
 * row. */
enum reference_list reference_sniff(const char *bytes, size_t n);

/* Decodes a list that reference_sniff() named.  False when the bytes are not that list, or when the sink
 * ended it. */
bool reference_decode(enum reference_list list, const char *bytes, size_t n,
	const struct reference_sink *sink, struct reference_count *count, struct fault *f);

#endif

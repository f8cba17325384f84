/*
 * A history as a sheet: a line an event, the same columns as comma-separated values and in a workbook.
 *
 * The columns stand in a table, in the order in which they are written; their names are stable, and so are
 * the rules by which a line can be read back:
 *
 * - Times are RFC 3339 with the offset of whoever told them, empty where none was said or nobody knows the
 *   zone; `happenedText` has the time as received.
 * - Where a cell holds several words (references as KIND:VALUE, seals, measures, remarks) they are joined by
 *   '|'; a '|' or a backslash inside a word has a backslash before it.
 * - What a spreadsheet program would run as a formula is told to be text by an apostrophe before it: a cell
 *   of comma-separated values that begins with one of = + - @ (in full width too), a tab or a line break
 *   gets one, and so does one that begins with an apostrophe before any of those or before another
 *   apostrophe.  So an apostrophe at the beginning that stands before one of those is to be taken off.
 *   A workbook knows text from formulas and has none of these.
 */
#ifndef WIRE_SHEET_HISTORY_H
#define WIRE_SHEET_HISTORY_H

#include "wire/emit.h"

struct sheet_column {
	const char *name;
	const char *caption; /* a sentence, for the documents */
	int width;           /* in a workbook, characters */
	size_t member;       /* of struct event, a const char *; where neither of the others is there */
	void (*say)(struct text *out, const struct emit_head *head, const struct emitted *e);
	struct sheet_time (*time)(const struct emitted *e); /* its column is one of times */
	const char *offset; /* what the column of their offsets is called, where there is one */
};

struct sheet_time {
	instant at; /* INSTANT_NONE: empty */
	int offset;
	bool zoned; /* false: `at` is the local time, and nobody knows whose */
	enum precision precision;
};

extern const struct sheet_column sheet_columns[];
extern const size_t sheet_column_count;

/* What stands in the cell as text; a time where its zone is known. */
void sheet_cell(struct text *out, const struct sheet_column *c, const struct emit_head *head,
	const struct emitted *e);

/* The row CSV of emit_formats: RFC 4180 in UTF-8, with the mark that tells a spreadsheet program so. */
void sheet_write_csv(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told);

#endif

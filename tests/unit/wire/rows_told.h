/*
 * Rows written down as one text, for tests that compare them.
 *
 * One line a row: "Sheet1!17: A|B|C", without "Sheet1!" where it is text.  Before a cell: '#' a number, '~'
 * one whose digits are not all known, '@' a day, '?' a truth, '!' an error, '^' another's text.  A hidden row
 * ends in " (hidden)".  Diagnostics are lines of their own: "warning character row 3 column 2".
 */
#ifndef TESTS_ROWS_TOLD_H
#define TESTS_ROWS_TOLD_H

#include "base/arena.h"
#include "base/text.h"
#include "wire/sheet/rows.h"

static bool rows_told_row(void *self, const struct row *r)
{
	static const char *const marks[] = {"", "", "#", "@", "?", "!"};
	struct text *out = self;

	if (r->sheet)
		text_printf(out, "%s!", r->sheet);
	text_printf(out, "%u: ", (unsigned)r->row);
	for (size_t i = 0; i < r->count; i++) {
		const struct cell read = cell_read(&r->cells[i]), *c = &read;

		text_printf(out, "%s%s%s%s%s", i ? "|" : "", c->merged ? "^" : "",
			c->kind == CELL_NUMBER && !c->exact ? "~" : marks[c->kind], c->text ? c->text : "",
			c->length == (c->text ? strlen(c->text) : 0) ? "" : " of another length");
	}
	text_say(out, r->hidden ? " (hidden)\n" : "\n");
	return true;
}

static void rows_told_odd(void *self, const struct diagnostic *d)
{
	struct text *out = self;

	text_printf(out, "%s %s row %u column %u\n", severity_names[d->severity], d->code, (unsigned)d->row,
		(unsigned)d->column);
}

/* The rows of n bytes fed in pieces of `cut`, and the fault's text behind them. */
static inline void rows_told(
	struct text *out, const struct decode_world *world, const char *bytes, size_t n, size_t cut)
{
	const struct row_sink sink = {out, rows_told_row, rows_told_odd};
	struct rows *r = rows_new(&sink, world, 1u << 30);
	struct fault f;

	for (size_t at = 0; at < n; at += cut) {
		size_t take = n - at < cut ? n - at : cut;
		char *piece = malloc(take); /* so that nothing behind it can be read */

		memcpy(piece, bytes + at, take);
		rows_feed(r, piece, take);
		free(piece);
	}
	if (!rows_end(r, &f))
		text_printf(out, "fault: %s\n", f.text);
	rows_free(r);
}

#endif

/*
 * A table as an Excel workbook of one sheet: a history, an answer to a look-up.  The only door to
 * libxlsxwriter.
 *
 * The head row stays in sight and has filters.  Words are text, whatever they look like: nothing becomes a
 * number, a formula or a link but where the table says that it is a number.  Times are dates of Excel, which
 * knows no zones: each is in the local time of who told it, and the offset stands in a column behind it,
 * empty where nobody knows the zone.  What Excel's calendar (1900 to 9999) has not is text.  A cell holds
 * 32,767 characters; what is longer ends with an ellipsis.
 */
#ifndef SERVICE_WORKBOOK_H
#define SERVICE_WORKBOOK_H

#include "base/fault.h"
#include "wire/sheet/history.h"

#define WORKBOOK_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

struct workbook_column {
	const char *name;
	const char *offset; /* heading of the offsets of a column of times; NULL: it is none */
	int width;          /* characters */
};

struct workbook_cell {
	struct text text;       /* of a column of words */
	struct sheet_time time; /* of one of times */
	bool counts;            /* number is the cell, as a number */
	double number;
};

struct workbook_table {
	const char *title, *sheet; /* the sheet's name: at most 31 characters */
	instant made;
	size_t columns, rows;
	const void *self;
	struct workbook_column (*column)(const void *self, size_t column);
	/* Fills the cell, which comes empty. */
	void (*cell)(const void *self, size_t row, size_t column, struct workbook_cell *cell);
};

/* Adds the file's bytes to out.  False: there was no room in memory or for the library's temporary files. */
bool workbook_write(struct text *out, const struct workbook_table *t, struct fault *f);

#endif

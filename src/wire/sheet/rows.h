/*
 * Sheets of any kind as one stream of rows, each with where it stands: text with separators (CSV, pasted
 * rows), workbooks (XLSX: ISO/IEC 29500; XLS: BIFF5 and BIFF8).
 *
 * Text is fed in pieces of any size and bounded by one row; the rows do not depend on where it is cut.  A
 * workbook is held as a whole (held_most bytes), because its directory stands at its end; its rows come at
 * rows_end.  Text of a row is the reader's only until the sink returns.  What a cell says is told as a person
 * reads it in the sheet; nothing is mended here.
 */
#ifndef WIRE_SHEET_ROWS_H
#define WIRE_SHEET_ROWS_H

#include "base/arena.h"
#include "base/fault.h"
#include "record/diagnostic.h"
#include "wire/decode.h"

/* A text with separators has no kinds: its cells are PLAIN, and cell_read() tells which of them are numbers.
 */
enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_DATE, CELL_BOOL, CELL_ERROR, CELL_PLAIN };

struct cell {
	enum cell_kind kind;
	bool exact;  /* the number is a whole one below 2^53 whose digits are all known: not 1.23E+11 of a CSV
		      */
	bool merged; /* its text is another's: it lies in a merged range, whose first cell has it */
	uint32_t length;  /* of the text, in bytes */
	const char *text; /* UTF-8, without blanks around it; of a number its digits; NULL for EMPTY */
	double number;    /* of NUMBER and DATE: a DATE's is the serial day, whole days since rows_epoch */
};

struct row {
	const char *sheet;     /* its name; NULL: text has none */
	uint32_t sheet_number; /* from 1 */
	uint32_t row;          /* from 1, as the sheet numbers it; of text the line it begins on */
	uint64_t offset;       /* of text: its first byte; else NO_OFFSET */
	bool hidden;           /* by hand or by a filter: it counts all the same */
	bool date_1904;        /* serial days count from 1904-01-01, else from 1899-12-30 */
	size_t count;
	const struct cell *cells; /* cells[0] is column A */
};

/* The cell with its kind: of a PLAIN one TEXT, or NUMBER with what belongs to that. */
struct cell cell_read(const struct cell *c);

struct row_sink {
	void *self;
	bool (*row)(void *self, const struct row *r); /* false: stop */
	void (*odd)(
		void *self, const struct diagnostic *d); /* a broken quote, a doubtful character set ... */
};

struct rows;

struct rows *rows_new(const struct row_sink *sink, const struct decode_world *world, uint64_t held_most);
bool rows_feed(struct rows *r, const void *bytes, size_t n); /* false: stopped */
bool rows_end(struct rows *r, struct fault *f); /* false: stopped by the sink, or unreadable with the fault */
/* Text: behind the last whole row that was told.  Workbooks: 0 until the end. */
uint64_t rows_safe_offset(const struct rows *r);
/* What has to be carried over such a point, for rows_resume; arena's. */
const char *rows_state(const struct rows *r, struct arena *a);
bool rows_resume(struct rows *r, const char *state, uint64_t offset);
/* "CSV", "XLSX", "XLS"; the character set and separator it was read with; how sure of the set (0..100).  NULL
 * and 0 while not known. */
struct rows_about {
	const char *kind, *character_set;
	char separator;
	unsigned sure;
};
struct rows_about rows_about(const struct rows *r);
void rows_free(struct rows *r);

/* Whether the bytes begin a workbook: ZIP of XLSX, or an OLE file. */
bool rows_sniff_workbook(const char *bytes, size_t n);

#endif

/*
 * A reader of comma-separated values as RFC 4180 has them, row by row over bytes that lie in memory.
 *
 * It knows quotes (a quote inside is doubled), line breaks inside quotes, CRLF and LF, and a UTF-8 byte order
 * mark.  Spreadsheet programs of half of Europe write ';' or a tab where the RFC has a comma: csv_start()
 * takes whichever of the three the first 4 KB have most of, outside quotes.  Blank lines are passed over but
 * counted, so that a row's number is the one a spreadsheet program shows.  Character sets are not its
 * business: fields are bytes, NUL-terminated, and a NUL inside a row is a fault.
 *
 * Limits: LIMIT_CSV_FIELDS fields a row, LIMIT_CSV_FIELD bytes a field.
 *
 * A bad row does not end the reading.  After a fault the reader stands behind the line on which the bad
 * field began, so one forgotten quote costs its line and not the file; and hostile bytes cannot make it read
 * the same stretch over and over.
 */
#ifndef WIRE_SHEET_CSV_H
#define WIRE_SHEET_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fault;

struct csv {
	const char *bytes; /* the caller's, for as long as rows are read */
	size_t length, at;
	uint32_t row; /* of the row given last, from 1 */
	char separator;
};

void csv_start(struct csv *c, const char *bytes, size_t n);

/*
 * The next row that is not blank; fields and their text are the arena's.  False without a row: at the end
 * (f->code is FAULT_NONE), or because this row is malformed (FAULT_BAD_BODY, the text names its number): then
 * call again for the rows behind it.
 */
bool csv_next(struct csv *c, struct arena *a, char ***fields, size_t *count, struct fault *f);

#endif

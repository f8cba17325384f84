/*
 * Rows of text with separators, as RFC 4180 has them and as spreadsheet programs write them: the reader
 * behind wire/sheet/rows.h, of which it is a part.
 *
 * Commas, semicolons, tabs and '|': whichever cuts the first rows most evenly, or the one a first line
 * "sep=;" names.  Quotes, a quote inside doubled, line breaks inside; CRLF, LF, CR.  Blank lines are passed
 * over but counted.  After a broken quote the reader stands behind the line on which its field began, so that
 * one forgotten quote costs its line and not the file.  Fields beyond LIMIT_CSV_FIELDS are not looked at; a
 * field has at most LIMIT_CSV_FIELD bytes, a row LIMIT_SHEET_ROW.
 */
#ifndef WIRE_SHEET_ROWS_CSV_H
#define WIRE_SHEET_ROWS_CSV_H

#include "wire/sheet/rows.h"

struct csv_rows;

struct csv_rows *csv_rows_new(const struct row_sink *sink);
bool csv_rows_feed(struct csv_rows *c, const char *bytes, size_t n);
bool csv_rows_end(struct csv_rows *c);
uint64_t csv_rows_safe_offset(const struct csv_rows *c);
const char *csv_rows_state(const struct csv_rows *c, struct arena *a);
bool csv_rows_resume(struct csv_rows *c, const char *state, uint64_t offset);
struct rows_about csv_rows_about(const struct csv_rows *c);
void csv_rows_free(struct csv_rows *c);

#endif

/*
 * Comma-separated values as spreadsheet programs open them: RFC 4180 in UTF-8, with the mark that tells them
 * so, and nothing in a cell that they would run as a formula.
 *
 * A cell that begins with one of = + - @ (in full width too), a tab or a line break gets an apostrophe before
 * it, and so does one that begins with an apostrophe before any of those or before another apostrophe.  So an
 * apostrophe at the beginning that stands before one of those is to be taken off.
 */
#ifndef WIRE_SHEET_CSV_WRITE_H
#define WIRE_SHEET_CSV_WRITE_H

#include "base/text.h"

void csv_begin(struct text *out); /* the mark */
/* A cell, with the comma before it where it is not the first of its line. */
void csv_cell(struct text *out, const char *s, bool first);
void csv_end_line(struct text *out);

#endif

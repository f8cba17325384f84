/*
 * Rows of an XLSX workbook (ISO/IEC 29500, transitional and strict) that lies in memory: the reader behind
 * wire/sheet/rows.h, of which it is a part.
 *
 * Its parts are found by their relationships, never by a name.  Read are the sheets' names and order, the
 * epoch, shared strings, number formats as far as they say that a number is a date or is written with leading
 * zeros, merged ranges, hidden rows and sheets.  Refused in words: what is protected by a password, other
 * kinds of files in a ZIP, document types in its XML, and whatever unpacks to more than base/limits.h has.
 */
#ifndef WIRE_SHEET_ROWS_XLSX_H
#define WIRE_SHEET_ROWS_XLSX_H

#include "wire/sheet/rows.h"

/* False: stopped by the sink (no fault), or unreadable. */
bool xlsx_rows(const void *bytes, size_t n, const struct row_sink *sink, struct fault *f);

#endif

/*
 * Rows of a binary workbook (XLS: BIFF8 of Excel 97 to 2003 and BIFF5 of Excel 95, [MS-XLS]) that lies in
 * memory: the reader behind wire/sheet/rows.h, of which it is a part.
 *
 * Read are the sheets' names and order, the epoch, shared strings, number formats, what formulas came to,
 * merged ranges, hidden rows and sheets.  A workbook with a password is refused in words.
 */
#ifndef WIRE_SHEET_ROWS_XLS_H
#define WIRE_SHEET_ROWS_XLS_H

#include "wire/sheet/rows.h"

/* False: stopped by the sink (no fault), or unreadable. */
bool xls_rows(const void *bytes, size_t n, const struct row_sink *sink, struct fault *f);

#endif

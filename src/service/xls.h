/*
 * Rows of a binary workbook (XLS, BIFF5 and BIFF8), by FreeXL.
 *
 * FreeXL opens a file by its name and no other way, so the bytes are put into one that has none and is gone
 * when it is closed.  It knows neither merged ranges nor hidden rows; days come counted from 1899-12-30
 * whatever the workbook's epoch is.
 */
#ifndef SERVICE_XLS_H
#define SERVICE_XLS_H

#include "wire/sheet/rows.h"

/* As decode_world.xls_rows: self is not looked at.  False: stopped by the sink (no fault), or unreadable. */
bool xls_rows(void *self, const void *bytes, size_t n, const struct row_sink *sink, struct fault *f);

#endif

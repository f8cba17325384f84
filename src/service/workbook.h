/*
 * A history as an Excel workbook: the columns of wire/sheet/history.h on one sheet.  The only door to
 * libxlsxwriter.
 *
 * Words are text, whatever they look like: nothing becomes a number, a formula or a link.  Times are dates of
 * Excel, which knows no zones: each is in the local time of who told it, and the offset stands in a column
 * behind it (`happenedOffset`), empty where nobody knows the zone.  What Excel's calendar (1900 to 9999) has
 * not is text.  A cell holds 32,767 characters; what is longer ends with an ellipsis.
 */
#ifndef SERVICE_WORKBOOK_H
#define SERVICE_WORKBOOK_H

#include "base/fault.h"
#include "wire/emit.h"

#define WORKBOOK_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* Adds the file's bytes to out.  False: there was no room in memory or for the library's temporary files. */
bool workbook_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct fault *f);

#endif

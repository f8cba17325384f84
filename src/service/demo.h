/*
 * Moves the dates of a message by whole days, so that a demonstration written for one day can be played on
 * any other.  Pure.
 *
 * What is moved goes by the ending of the file's name:
 *   .edi   the dates that lead the value of every DTM (formats 102, 203, 204, 205 ...: 8, 12 or 14 digits)
 * and the date of UNB (6 digits in syntax 1 to 3, 8 in syntax 4) .json  that of every string that is an RFC
 * 3339 time or date from its first byte .csv, .xml  every 2026-06-15 and 15.06.2026 that no other digit
 * touches, in any character set .tgnl  day and month of its service phrase Everything else is passed on byte
 * by byte, broken messages too.
 */
#ifndef SERVICE_DEMO_H
#define SERVICE_DEMO_H

#include "base/text.h"

/* When the last of the demonstration's messages was written, UTC: by then all is done that they tell as done.
 * What they expect lies more than a day behind it, but for what is late. */
#define DEMO_LAST ((struct civil){.year = 2026, .month = 6, .day = 16, .hour = 8})

void demo_shift(struct text *out, const char *name, const char *bytes, size_t n, int days);
const char *demo_type(const char *name); /* its Content-Type */

#endif

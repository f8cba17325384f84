/*
 * Moves the dates of an EDIFACT message by whole days, so that a demonstration written for one day can be
 * played on any other.  Pure.
 *
 * Moved are the dates that lead the value of every DTM (formats 102, 203, 204, 205 ...: 8, 12 or 14 digits)
 * and the date of UNB (6 digits in syntax 1 to 3, 8 in syntax 4).  Everything else is passed on byte by byte,
 * broken messages too.
 */
#ifndef SERVICE_DEMO_H
#define SERVICE_DEMO_H

#include "base/text.h"

/* The day about which the demonstration's messages were written. */
#define DEMO_YEAR  2026
#define DEMO_MONTH 6
#define DEMO_DAY   15

void demo_shift(struct text *out, const char *bytes, size_t n, int days);

#endif

/*
 * The proleptic Gregorian calendar in whole days and seconds since 1970-01-01: what instants and zones share.
 */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include "base/instant.h"

#define DAY_SECONDS 86400

int64_t calendar_days(int year, int month, int day); /* month and day from 1 */
void calendar_date(int64_t days, struct civil *c);   /* sets year, month and day only */
int64_t calendar_seconds(const struct civil *c);     /* the local time read as UTC, without its micro */
int64_t calendar_floor(int64_t n, int64_t by);       /* n / by, rounded down */
bool calendar_leap(int year);
int calendar_days_in(int year, int month);

#endif

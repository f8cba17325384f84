/*
 * Time: instants, local times as messages say them, and zones.
 *
 * An instant is microseconds since 1970-01-01 UTC (PostgreSQL's resolution), signed.  Local times carry their
 * precision, because rail sheets often say only a day.  Zones are read from TZif bytes (RFC 8536) that the
 * caller has read: this floor opens no file and knows no clock.  A local time inside a gap takes the offset
 * before it; inside an overlap the first.
 */
#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fault;
struct text;

typedef int64_t instant;

#define INSTANT_NONE   INT64_MIN
#define INSTANT_SECOND INT64_C(1000000)
#define INSTANT_DAY    (INT64_C(86400) * INSTANT_SECOND)
#define INSTANT_LAST   (INT64_C(253402300799) * INSTANT_SECOND) /* the end of 9999 */

enum precision { PRECISION_SECOND, PRECISION_MINUTE, PRECISION_HOUR, PRECISION_DAY, PRECISIONS };
extern const char *const precision_names[PRECISIONS]; /* "second", "minute", "hour", "day" */

struct civil { /* a date and time on somebody's clock, proleptic Gregorian */
	int year;
	int month, day, hour, minute, second; /* month and day from 1 */
	int micro;
};

bool civil_valid(const struct civil *c); /* 2026-02-30 and 24:00:00 are not; second 60 is not */
instant civil_to_instant(const struct civil *c, int offset_seconds);
struct civil instant_to_civil(instant t, int offset_seconds);
/* "2026-06-15" at p, without a NUL: returns what is behind it.  By hand: printf costs more than a row of a
 * sheet. */
char *civil_day_write(char *p, const struct civil *c);

struct zone; /* immutable once read */

/* Reads TZif bytes; the zone and its name live in the arena. NULL with a fault where they are none. */
struct zone *zone_read(struct arena *a, const char *name, const void *bytes, size_t n, struct fault *f);
const char *zone_name(const struct zone *z);
int zone_offset_at(const struct zone *z, instant t); /* seconds east of UTC */
int zone_offset_of_local(
	const struct zone *z, const struct civil *local); /* the offset to use for a local time */

/*
 * RFC 3339.  Written with the given offset ("Z" for 0), seconds always, fractions only where there are any.
 * Read strictly (a 'T' or a blank between date and time, offset needed); false where it is none.
 */
void instant_write(struct text *out, instant t, int offset_seconds);
bool instant_read(const char *s, size_t n, instant *t, int *offset_seconds);

#endif

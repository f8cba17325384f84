/*
 * Times as JSON and XML write them: RFC 3339 and xs:dateTime, and what is sent in their place: no offset, no
 * seconds, a day alone.
 */
#ifndef WIRE_ISO_TIME_H
#define WIRE_ISO_TIME_H

#include "base/instant.h"

struct iso_time {
	struct civil local;
	int offset;
	bool zoned, utc; /* it says an offset; it says Z */
	enum precision precision;
};

/* All of s; false where it is none, or before 1950. */
bool iso_time_read(const char *s, struct iso_time *t);

#endif

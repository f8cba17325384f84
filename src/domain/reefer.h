/*
 * Whether a container cools, and whether its cooling fails.
 *
 * It is a reefer by its size-type, or where somebody told the temperature at which it is to be kept.  Its
 * cooling fails from when a message or its tracker says that the power is off or the temperature out of its
 * range, until one says that it is not so any more.  Temperatures in messages are settings, not
 * measurements: nothing is concluded from them.  Who is watched by nobody is not known to fail.
 */
#ifndef DOMAIN_REEFER_H
#define DOMAIN_REEFER_H

#include "domain/line.h"

struct reefer_watch { /* what its trackers tell */
	bool watched;  /* one of them told of it */
	instant wrong; /* the first of the alarms that still stand; INSTANT_NONE: none does */
};

struct reefer {
	enum known is;
	bool watched;             /* a tracker or a message told of its cooling */
	instant wrong;            /* since when; INSTANT_NONE: nobody says so */
	const struct event *word; /* that said so; NULL: a tracker */
};

/* Alarms of trackers that are of the cooling. */
extern const char *const reefer_alarms[];
extern const size_t reefer_alarm_count;

/* size_type, watch NULL: not known. */
void reefer_find(struct reefer *r, const struct line *l, const char *size_type, const struct reefer_watch *watch);

#endif

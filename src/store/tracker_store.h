/*
 * Trackers in the database: what was told of a device, and on what it was from when.
 */
#ifndef STORE_TRACKER_STORE_H
#define STORE_TRACKER_STORE_H

#include "base/arena.h"
#include "store/db.h"

struct tracker_set { /* what is told of a device */
	const char *device, *by;
	const char *title, *datum; /* NULL: as they are; "": none */
	bool on;                   /* on what it is, too: */
	instant since, until;      /* until INSTANT_NONE: not said */
	const char *subject;       /* container, WAGON:number, TRAIN:key; NULL: on nothing */
};
bool tracker_save(struct conn *c, struct arena *a, const struct tracker_set *t, bool *made, struct fault *f);
/* since INSTANT_NONE: all of it.  UNKNOWN where there is none. */
bool tracker_remove(struct conn *c, struct arena *a, const char *device, instant since, struct fault *f);

struct tracker_row {
	const char *device, *title, *datum, *by; /* title NULL: nobody told of it, it only sent positions */
	instant changed;
};
/* *there: somebody told of it. */
bool tracker_read(struct conn *c, struct arena *a, const char *device, struct tracker_row *t, bool *there,
	struct fault *f);

struct tracker_on {
	const char *subject, *by;
	instant since, until; /* until: as it came to be; INSTANT_NONE: still */
};
/* The latest first. */
bool tracker_ons_read(struct conn *c, struct arena *a, const char *device, int most, struct tracker_on **ons,
	size_t *n, struct fault *f);

struct tracker_listed {
	struct tracker_row row;
	struct tracker_on on; /* since INSTANT_NONE: nobody told on what it is now */
	instant last;         /* INSTANT_NONE: it told of no place that can be */
};
bool trackers_read(struct conn *c, struct arena *a, const char *after, instant now, int most,
	struct tracker_listed **listed, size_t *n, struct fault *f);

#endif

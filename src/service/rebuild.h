/*
 * Folds everything anew from the events: what differs from what is kept is told, and mended.
 *
 * Boxes are looked at some hundred at a time, each time at one moment and without a lock, so that nobody
 * waits; what differs is folded and judged once more as ingest and the judge do it, under their locks.  So it
 * may run beside them and loses nothing that they write.  Cut off, it begins again; what was mended stays.
 * What waits to be judged, because something was told of it since, differs from nothing.
 */
#ifndef SERVICE_REBUILD_H
#define SERVICE_REBUILD_H

#include "service/service.h"

enum rebuilt {
#define REBUILT(name, table, text) REBUILT_##name,
#include "service/rebuild.def"
#undef REBUILT
	REBUILTS
};

struct rebuilt_row {
	const char *table, *text;
};
extern const struct rebuilt_row rebuilt_rows[REBUILTS];

struct rebuild_report {
	uint64_t boxes, wagons, events; /* looked at; events of boxes */
	uint64_t changed[REBUILTS];     /* boxes or wagons with a row that differs, each table */
};

#define REBUILD_WORKERS_MOST 16

struct rebuild_asked {
	bool dry;    /* nothing is written */
	int workers; /* threads, each with a connection of the pool */
	void *self;
	/* From any of them, one at a time.  what: bits of enum rebuilt. */
	void (*differs)(void *self, const char *subject, unsigned what);
	void (*progress)(void *self, const struct rebuild_report *so_far);
};

bool rebuild_run(struct service *s, struct db *db, const struct rebuild_asked *asked,
	struct rebuild_report *r, struct fault *f);

#endif

/*
 * One event of a container's timeline as JSON, its own or a borrowed one.
 */
#ifndef SERVICE_CONTAINER_EVENT_H
#define SERVICE_CONTAINER_EVENT_H

#include "base/text.h"
#include "service/rail.h"
#include "service/world.h"

/* What is told of an event beside what it says itself; names and diagnostics as JSON. */
struct told {
	const char *intake, *message, *type;
	const char *facility_name, *diagnostics;
	instant recorded;
};

struct timeline_writing {
	struct json *j;
	const struct world *world;
	const struct rail *rail; /* NULL: the box was never on rail */
	struct arena *a;
};

/* The document that an event was told of ("SMGS:27145566"); NULL: the box itself, its wagon or its train. */
void timeline_event(const struct timeline_writing *x, const struct event *e, const struct told *t,
	const char *document, bool voided, bool outdated);

#endif

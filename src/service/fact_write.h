/*
 * Facts of a container as JSON: who speaks, who told it too, what is implied by what, what excludes what.
 */
#ifndef SERVICE_FACT_WRITE_H
#define SERVICE_FACT_WRITE_H

#include "base/text.h"
#include "domain/fact.h"
#include "service/world.h"

struct fact_writing {
	struct json *j;
	const struct world *world;
	const void *self;
	instant (*recorded)(const void *self, const struct event *e);          /* when we learnt it */
	const char *(*facility_name)(const void *self, const struct event *e); /* JSON; NULL: not known */
};

/* "facts": newest first. */
void facts_write(const struct fact_writing *x, const struct facts *f);

#endif

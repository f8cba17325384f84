/*
 * One pass of an import over its source: from where the last pass was cut to the end.
 */
#ifndef SERVICE_IMPORT_RUN_H
#define SERVICE_IMPORT_RUN_H

#include "service/import_source.h"
#include "service/import_writers.h"

struct import {
	struct service *service;
	struct conn *conn; /* holds the lock on these bytes; the writers have their own */
	const struct delivery *delivery;
	const struct import_progress *progress;
	struct source source;
	struct intake intake;
	struct arena arena;
};

/* Decodes and commits what is not committed yet. */
bool import_run(struct import *i, const struct import_part *done, struct fault *f);

#endif

/*
 * Brings a database to this program's schema: the numbered files of sql/schema/, each once, in one
 * transaction each, under an advisory lock.
 *
 * schema_version(number, name, applied, min_reader): a program reads a database whose min_reader it
 * satisfies, and refuses a newer one with words that say which program is needed.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/fault.h"

#include <stdbool.h>

struct migration_report {
	int before, after; /* schema numbers */
};

/* conninfo is the owner's. The migrations themselves grant the role landbridge_runtime what the daemon needs.
 */
bool migrate_run(const char *conninfo, struct migration_report *report, struct fault *f);
/* Whether the schema is there and may be used by this program. */
bool migrate_check(const char *conninfo, struct fault *f);
int migrate_newest(void);

#endif

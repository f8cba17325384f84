/*
 * Where a file goes when it has been taken in: into done/ or rejected/, its receipt beside it.
 *
 * The receipt is whole before the file moves; both are on the disk when this returns.  The same again, after
 * a death in between, ends what was begun.
 */
#ifndef SERVICE_INBOX_KEEP_H
#define SERVICE_INBOX_KEEP_H

#include "service/ingest.h"

struct keep {
	int in, done, rejected; /* directories; -1: not open */
};

void keep_nothing(struct keep *k);
/* Makes in/, done/ and rejected/ in DIR where they are missing; false where they cannot be written. */
bool keep_open(struct keep *k, const char *dir, struct fault *f);
void keep_close(struct keep *k);
bool keep_file(
	struct keep *k, const char *folder, const char *name, const struct receipt *r, struct fault *f);

#endif

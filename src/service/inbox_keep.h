/*
 * Where a file goes when it has been taken in: into done/ or rejected/, its receipt beside it.
 *
 * The receipt is whole before the file moves; both are on the disk when this returns.  The same again, after
 * a death in between, ends what was begun.  Only the file that was read moves: one that took its name in the
 * meantime, or was written to, stays for the next look.
 */
#ifndef SERVICE_INBOX_KEEP_H
#define SERVICE_INBOX_KEEP_H

#include "service/ingest.h"

#include <sys/stat.h>

struct keep {
	int in, done, rejected; /* directories; -1: not open */
};

void keep_nothing(struct keep *k);
/* Makes in/, done/ and rejected/ in DIR where they are missing; false where they cannot be written. */
bool keep_open(struct keep *k, const char *dir, struct fault *f);
void keep_close(struct keep *k);
/* read: what fstat told before it was read.  FAULT_CLASH: it is another now. */
bool keep_file(struct keep *k, const char *folder, const char *name, const struct stat *read,
	const struct receipt *r, struct fault *f);
/* The folder in a directory; "": the directory itself.  No link is followed.  -1 with errno; to be closed. */
int keep_folder(int dir, const char *folder);

#endif

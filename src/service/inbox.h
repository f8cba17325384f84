/*
 * The inbox: files that somebody puts into a directory (SFTP, AS2, a mail fetcher) become deliveries.
 *
 *   DIR/in/FILE, DIR/in/FOLDER/FILE   what is to be taken; a folder is its sender ("inbox/FOLDER"), else
 * "inbox" DIR/done/...  DIR/rejected/...    where it goes, under the same name, with FILE.receipt.json beside
 * it
 *
 * A file is taken when it is complete: renamed into place, or closed after writing and quiet for a while;
 * what was there before the watch began, when it has been quiet.  Names that begin with '.' or end in .tmp
 * .part .partial .filepart are never taken.  The steps are: take in and commit; write the receipt; move the
 * file. Killed in between, the next start finds the same bytes known already (a duplicate) and ends the
 * steps: each file is stored exactly once.  What fails because the database is away or the disk is full is
 * tried again. A name that is taken already in done/ is given the first digits of its intake: nothing is
 * overwritten.
 *
 * Messages only: reference lists are for who runs the hub (landbridge import), not for who may write here.
 */
#ifndef SERVICE_INBOX_H
#define SERVICE_INBOX_H

#include "service/service.h"

/* Connections of the service's pool that it may use at once. */
#define INBOX_CONNECTIONS 3

struct inbox_settings {
	const char *dir;
	struct service *service;
	int quiet_ms; /* a file that was not seen to be closed is complete after this */
};

struct inbox;

/* Makes the directories where they are missing, sees that they can be written, and starts the watch. */
bool inbox_open(struct inbox **i, const struct inbox_settings *s, struct fault *f);
/* Waits for the file under way; none is begun any more.  NULL is let be. */
void inbox_close(struct inbox *i);

/* For this floor.  What stands on the way into a directory and out of it. */
bool inbox_name_waits(const char *name); /* such a name is never taken */
/* "NAME", "NAME.receipt.json" with the digits put before the last dot; digits NULL: none. False: too long. */
bool inbox_name(char *to, size_t room, const char *name, const char *digits, const char *ending);

#endif

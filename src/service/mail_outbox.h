/*
 * Receipts that the mail server does not take now: tried again with each look, for a day.
 *
 * In memory: what has not gone out when the daemon ends is told in the log, as is what the server refuses for
 * good.
 */
#ifndef SERVICE_MAIL_OUTBOX_H
#define SERVICE_MAIL_OUTBOX_H

#include "base/instant.h"
#include "service/deliver/mailbox.h"

#define OUTBOX_MOST    500 /* receipts that wait; of more the oldest is given up */
#define OUTBOX_LONGEST INSTANT_DAY

struct unsent;

struct outbox {
	struct unsent *first, **last;
	unsigned count;
};

void outbox_open(struct outbox *o);
void outbox_close(struct outbox *o);
/* Sends it now, or keeps it.  False: it was not sent. */
bool outbox_send(struct outbox *o, struct mailbox *m, const char *to, const struct text *mail, instant now);
/* Tries those again that wait. */
void outbox_try(struct outbox *o, struct mailbox *m, instant now);

#endif

/*
 * A mailbox by IMAP, and mail out by SMTP: the only place that knows libcurl.
 *
 * One thread uses one of these at a time.  Passwords come from a file and are never logged.  What is not this
 * machine itself is spoken to by TLS alone.
 */
#ifndef SERVICE_DELIVER_MAILBOX_H
#define SERVICE_DELIVER_MAILBOX_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/text.h"

struct mailbox_settings {
	const char *imap; /* imaps://mail.example.com/INBOX, or imap: with STARTTLS */
	const char *smtp; /* smtps://mail.example.com, or smtp: with STARTTLS; NULL: nobody is answered */
	const char *user, *password;
	const char *from; /* the hub's own address */
};

struct mailbox;

/* Whether the addresses are such; false with FAULT_USAGE. */
bool mailbox_fits(const struct mailbox_settings *s, struct fault *f);

/* FAULT_USAGE where they are not.  Connects to nobody yet. */
bool mailbox_open(struct mailbox **m, const struct mailbox_settings *s, struct fault *f);
void mailbox_close(struct mailbox *m);
/* What a mail's number is good for: as long as this stays the same. */
bool mailbox_validity(struct mailbox *m, struct arena *a, uint64_t *validity, struct fault *f);
#define MAILBOX_UNREAD UINT64_MAX
/* The numbers of mails beyond `after`; MAILBOX_UNREAD: of those that nobody has read.  Ascending; the
 * arena's. */
bool mailbox_search(
	struct mailbox *m, struct arena *a, uint64_t after, uint64_t **uids, size_t *n, struct fault *f);
/* One as it lies there; *too_large, and the beginning of it, where it has more than LIMIT_MAIL bytes. */
bool mailbox_fetch(struct mailbox *m, uint64_t uid, struct text *bytes, bool *too_large, struct fault *f);
/* Sends one, with no return path: what cannot be delivered comes back to nobody.  FAULT_REFUSED: never. */
bool mailbox_send(struct mailbox *m, const char *to, const struct text *mail, struct fault *f);

#endif

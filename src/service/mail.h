/*
 * A mailbox as a way in: what is attached to a mail is a delivery of its sender, who gets the receipt by
 * mail.
 *
 * Who may send is who is a partner's sign of kind "mail" (service/partners.h); others are passed over and
 * logged, and not answered.  Attachments are taken; the text of a mail only where it is in a format itself.
 * A mail is finished when its number is in mail_seen: after its attachments were committed and its receipt
 * was sent, or waits to be (service/mail_outbox.h).  Killed in between, it is fetched again, its attachments
 * are duplicates, and the receipt says so.  Of daemons that share a database one looks at a time.  Who is
 * answered: service/mail_loop.h.
 */
#ifndef SERVICE_MAIL_H
#define SERVICE_MAIL_H

#include "service/service.h"

#define MAIL_CONNECTIONS 1 /* of the service's pool */

struct mail_settings {
	struct service *service;
	const char *imap, *smtp, *user, *from; /* service/deliver/mailbox.h; imap NULL: no mail */
	const char *password_file;
	bool anyone; /* who is no partner may send too */
	int poll_ms;
};

struct mails;

/* Reads the password, and starts to look; a mailbox that does not answer is tried again. */
bool mail_open(struct mails **m, const struct mail_settings *s, struct fault *f);
void mail_close(struct mails *m); /* NULL is let be */

#endif

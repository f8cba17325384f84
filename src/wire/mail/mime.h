/*
 * A mail as it lies in a mailbox (RFC 5322, MIME: RFC 2045 to 2047, 2231), read for what is attached to it.
 *
 * Bytes in, parts out: every leaf of its tree, decoded, in their order; forwarded mails (message/rfc822) are
 * looked into.  Text is UTF-8; what is malformed is read as far as it goes, as mail programs do.  Nothing is
 * verified here: who a mail is from is what it says.
 */
#ifndef WIRE_MAIL_MIME_H
#define WIRE_MAIL_MIME_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define MAIL_PARTS           512                    /* leaves; further ones are not read */
#define MAIL_RECEIPT         ".receipt@landbridge>" /* how the Message-ID of a receipt ends, behind its number */
#define MAIL_RECEIPT_SUBJECT "Receipt: "
#define MAIL_DEPTH           8 /* of parts in parts */

struct mail_part {
	const char *name;  /* of the file; NULL: it has none */
	const char *type;  /* "text/csv", lower case, without parameters */
	const char *bytes; /* decoded */
	size_t length;
};

struct mail {
	const char *from;        /* the address alone, lower case; NULL: none that can be read */
	const char *return_path; /* "": it says that nobody is to be answered; NULL: not said */
	const char *subject, *message_id;
	unsigned receipts; /* of ours that it answers, as the Message-ID of the last one counts; 0: none */
	bool automatic; /* sent by a program: auto-submitted, a list's, bulk, a report; not to be answered */
	struct mail_part *parts;
	size_t part_count;
	bool cut; /* it has more parts, or deeper ones, than are read */
};

void mail_read(struct arena *a, const char *bytes, size_t n, struct mail *m);

#endif

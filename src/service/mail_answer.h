/* The receipt of a mail's attachments as a mail: a line each for people, the receipts themselves attached. */
#ifndef SERVICE_MAIL_ANSWER_H
#define SERVICE_MAIL_ANSWER_H

#include "service/ingest.h"
#include "wire/mail/mime.h"

struct mail_taken {
	const char *name; /* of the file, or of the text */
	struct receipt receipt;
	bool failed; /* it could not be stored; `why` says why */
	struct fault why;
};

/* from: the hub's address; id: what makes its Message-ID one of a kind. */
void mail_answer(struct text *out, const struct mail *to, const char *from, const char *id, instant now,
	const struct mail_taken *taken, size_t n);

#endif

/* Which mails of a mailbox are finished with. */
#ifndef STORE_MAIL_STORE_H
#define STORE_MAIL_STORE_H

#include "store/db.h"

#define MAIL_NONE UINT64_MAX

struct mail_place {
	const char *mailbox;
	uint64_t validity; /* of its numbers */
};

/* MAIL_NONE: none. */
bool mail_last(struct conn *c, struct arena *a, const struct mail_place *p, uint64_t *uid, struct fault *f);
bool mail_done(struct conn *c, struct arena *a, const struct mail_place *p, uint64_t uid, bool answered,
	struct fault *f);

#endif

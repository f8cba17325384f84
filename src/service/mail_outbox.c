#include "service/mail_outbox.h"

#include "system/log.h"

#include <stdlib.h>
#include <string.h>

struct unsent {
	struct unsent *next;
	char *to;
	struct text mail;
	instant since;
};

void outbox_open(struct outbox *o)
{
	*o = (struct outbox){.last = &o->first};
}

static void tell(const char *to, const char *why)
{
	log_line(LOG_WARN, "a receipt was not sent", "to", to, "why", why, NULL);
}

static void drop_first(struct outbox *o)
{
	struct unsent *u = o->first;

	o->first = u->next;
	if (!o->first)
		o->last = &o->first;
	o->count--;
	text_free(&u->mail);
	free(u->to);
	free(u);
}

void outbox_close(struct outbox *o)
{
	while (o->first) {
		tell(o->first->to, "the daemon ends");
		drop_first(o);
	}
}

static void append(struct outbox *o, const char *to, const struct text *mail, instant since)
{
	struct unsent *u = malloc(sizeof *u);

	if (!u)
		abort();
	*u = (struct unsent){.to = strdup(to), .since = since};
	text_add(&u->mail, mail->bytes, mail->length);
	*o->last = u;
	o->last = &u->next;
	if (++o->count > OUTBOX_MOST) {
		tell(o->first->to, "too many wait");
		drop_first(o);
	}
}

bool outbox_send(struct outbox *o, struct mailbox *m, const char *to, const struct text *mail, instant now)
{
	struct fault f;

	if (mailbox_send(m, to, mail, &f))
		return true;
	if (f.code == FAULT_REFUSED) {
		tell(to, f.text);
	} else {
		log_line(LOG_WARN, "a receipt waits", "to", to, "why", f.text, NULL);
		append(o, to, mail, now);
	}
	return false;
}

void outbox_try(struct outbox *o, struct mailbox *m, instant now)
{
	for (unsigned n = o->count; n; n--) {
		struct unsent *u = o->first;
		struct fault f;

		if (!mailbox_send(m, u->to, &u->mail, &f)) {
			if (f.code != FAULT_REFUSED && now - u->since < OUTBOX_LONGEST)
				return; /* later; the others would meet the same */
			tell(u->to, f.text);
		}
		drop_first(o);
	}
}

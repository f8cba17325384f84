#include "service/mail_loop.h"

#include <string.h>
#include <strings.h>

bool mail_is_receipt(const struct mail_part *p)
{
	static const char name[] = "receipt-", head[] = "{\"intakeId\"";

	return p->name && strncmp(p->name, name, sizeof name - 1) == 0 && p->length >= sizeof head - 1 &&
	       memcmp(p->bytes, head, sizeof head - 1) == 0;
}

static bool is_news(const struct mail_taken *taken, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!taken[i].failed && taken[i].receipt.new_events)
			return true;
	return false;
}

bool mail_is_answered(const struct mail *m, const char *hub, const struct mail_taken *taken, size_t n)
{
	if (!m->from || m->automatic || (m->return_path && !*m->return_path) || strcasecmp(m->from, hub) == 0)
		return false;
	if (!m->receipts)
		return true;
	return is_news(taken, n) || (n && m->receipts < MAIL_REPLIES_MOST);
}

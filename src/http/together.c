#include "http/together.h"

#include "base/limits.h"
#include "http/endpoints.h"
#include "http/request.h"
#include "http/within.h"
#include "store/db.h"

static _Thread_local struct request *waiting, **end;

bool request_is_asking(const struct request *r)
{
	return r->asked && !r->asked->rows && !r->fault.code;
}

bool request_answers(struct request *r)
{
	return !r->endpoint->answer(r) || !request_is_asking(r);
}

static void wait_for_others(struct request *r)
{
	if (!waiting)
		end = &waiting;
	r->behind = NULL;
	*end = r;
	end = &r->behind;
	r->stage = REQUEST_ASKING;
}

void together_leave(struct request *r)
{
	struct request **at = &waiting;

	while (*at && *at != r)
		at = &(*at)->behind;
	if (!*at)
		return;
	*at = r->behind;
	if (!r->behind)
		end = at;
}

/* The longest waiting first. */
static size_t gather(struct request **all, struct question **asked)
{
	size_t n = 0;

	for (; waiting && n < LIMIT_ASKED_TOGETHER; n++) {
		all[n] = waiting;
		asked[n] = waiting->asked;
		waiting = waiting->behind;
	}
	return n;
}

static void ask(struct server *s)
{
	struct request *all[LIMIT_ASKED_TOGETHER];
	struct question *asked[LIMIT_ASKED_TOGETHER];
	size_t n = gather(all, asked);
	struct fault f = {0};
	struct conn *c = db_take(s->set.fast, s->set.fast_ms, &f);

	if (c) {
		conn_deadline(c, s->set.fast_ms + SAY_FIRST_MS);
		conn_ask(c, asked, n);
		db_give(c);
	}
	for (size_t i = 0; i < n; i++) {
		all[i]->fault = c ? asked[i]->fault : f;
		all[i]->stage = REQUEST_BODY; /* its next call answers */
	}
}

bool together_answer(struct request *r)
{
	while (r->stage == REQUEST_ASKING)
		ask(r->server);
	if (r->fault.code || request_answers(r))
		return true;
	if (r->asked->brief)
		wait_for_others(r);
	return false;
}

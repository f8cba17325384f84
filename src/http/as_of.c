#include "http/as_of.h"

#include "http/endpoints.h"
#include "service/answer_parts.h"
#include "store/as_of.h"
#include "system/clock.h"

static bool takes_as_of(const struct endpoint *e)
{
	for (const struct parameter *p = e->params; p && p->name; p++)
		if (strcmp(p->name, AS_OF) == 0)
			return true;
	return false;
}

static bool read_moment(struct request *r, const char *given)
{
	if (!query_instant(given, &r->as_of))
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			AS_OF ": \"%.60s\" is no time; one looks like 2026-06-15T08:00:00Z", given);
	if (r->as_of > clock_now())
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			AS_OF ": %.60s is still to come; what will be known then nobody can tell", given);
	r->as_of = r->as_of ? r->as_of : 1; /* 0 is now */
	return true;
}

bool request_take_as_of(struct request *r)
{
	const char *given = request_param(r, AS_OF), *cursor = request_param(r, "cursor");
	instant stays;

	if (!takes_as_of(r->endpoint) || (given && !read_moment(r, given)))
		return !r->fault.code;
	if (!cursor || !*cursor)
		return true;
	stays = cursor_as_of(&r->arena, cursor);
	if (given && stays != r->as_of)
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			AS_OF ": the cursor is of another moment; begin again without it");
	r->as_of = stays;
	return true;
}

void request_answer_as_of(struct request *r)
{
	if (as_of_begin(r->conn, &r->arena, r->as_of, &r->fault))
		r->endpoint->answer(r);
	as_of_end(r->conn);
}

#include "http/terms.h"

#include "base/limits.h"
#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "service/terms.h"
#include "system/log.h"

#include <microhttpd.h>
#include <strings.h>

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; terms are the hub's, so that needs an operator's key "
		       "without one",
		       r->key.name);
}

static void told(struct request *r, const char *what)
{
	log_line(LOG_INFO, what, "term", r->captures[0] ? r->captures[0] : "several", "by", r->key.name,
		"requestId", r->id, NULL);
}

bool terms_get(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && terms_list(&q, request_param(r, "place"), request_param(r, "asOf"));

	r->next = q.next;
	return good;
}

bool term_show(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && terms_show(&q, r->captures[0]);
}

bool term_put(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;
	bool made;

	if (!is_hubs_own(r) || !json_body(r, LIMIT_TERMS_BODY, "a term", &body) ||
		!terms_put(&q, r->captures[0], r->key.name, body, &made))
		return false;
	if (made)
		r->status = MHD_HTTP_CREATED;
	told(r, "a term was set");
	return true;
}

/* What is no JSON is a sheet. */
static bool put_sheet(struct request *r, struct asking *q)
{
	const char *bytes;
	size_t n;

	if (r->body.got > LIMIT_TERMS_BODY)
		return fault_say(
			&r->fault, FAULT_TOO_LARGE, "terms are told in %u bytes at most", LIMIT_TERMS_BODY);
	return body_whole(&r->body, &bytes, &n, &r->fault) && terms_put_sheet(q, r->key.name, bytes, n);
}

bool terms_put_several(struct request *r)
{
	const char *type = request_header(r, "Content-Type");
	struct asking q = asking_of(r);
	json_t *body;
	bool good;

	if (!is_hubs_own(r))
		return false;
	if (type && strncasecmp(type, "application/json", 16) == 0)
		good = json_body(r, LIMIT_TERMS_BODY, "a list of terms", &body) &&
		       terms_put_all(&q, r->key.name, body);
	else
		good = put_sheet(r, &q);
	if (good)
		told(r, "terms were set");
	return good;
}

bool term_delete(struct request *r)
{
	struct asking q = asking_of(r);

	if (!is_hubs_own(r) || !terms_drop(&q, r->captures[0], r->key.name))
		return false;
	told(r, "a term was dropped");
	return true;
}

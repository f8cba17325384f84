#include "http/profiles.h"

#include "base/limits.h"
#include "http/handlers.h"
#include "http/request.h"
#include "service/profiles.h"
#include "service/workbook.h"
#include "system/log.h"

#include <microhttpd.h>
#include <string.h>

static bool is_hubs_own(struct request *r)
{
	return !r->key.party || fault_say(&r->fault, FAULT_FORBIDDEN,
					"the key %.64s has a party; profiles are the hub's to change, so "
					"that needs an operator's key without one",
					r->key.name);
}

bool profiles_get(struct request *r)
{
	struct asking q = asking_of(r);

	return profiles_list(&q);
}

bool profile_show(struct request *r)
{
	struct asking q = asking_of(r);

	return profiles_show(&q, r->captures[0]);
}

bool profile_put(struct request *r)
{
	struct asking q = asking_of(r);
	const char *bytes;
	size_t n;
	bool made;

	if (!is_hubs_own(r) || !body_whole(&r->body, &bytes, &n, &r->fault))
		return false;
	if (n > LIMIT_PARTNER_BODY)
		return fault_say(&r->fault, FAULT_TOO_LARGE, "a profile has at most %u bytes",
			(unsigned)LIMIT_PARTNER_BODY);
	if (!profiles_put(&q, r->captures[0], bytes, n, &made))
		return false;
	if (made)
		r->status = MHD_HTTP_CREATED;
	log_line(LOG_INFO, "a profile was saved", "profile", r->captures[0], "by", r->key.name, "requestId",
		r->id, NULL);
	return true;
}

bool profile_delete(struct request *r)
{
	struct asking q = asking_of(r);

	if (!is_hubs_own(r) || !profiles_drop(&q, r->captures[0]))
		return false;
	log_line(LOG_INFO, "a profile was dropped", "profile", r->captures[0], "by", r->key.name, "requestId",
		r->id, NULL);
	return true;
}

bool profile_template(struct request *r)
{
	struct asking q = asking_of(r);

	if (!profiles_template(&q, r->captures[0], request_param(r, "language")))
		return false;
	r->type = WORKBOOK_TYPE;
	request_say_header(r, "Content-Disposition", "attachment; filename=\"template.xlsx\"");
	return true;
}

bool profile_try(struct request *r)
{
	struct asking q = asking_of(r);
	struct delivery d = {.sender = r->key.name,
		.party = r->key.party,
		.channel = "try",
		.content_type = request_header(r, "Content-Type"),
		.profile = request_param(r, "profile"),
		.partner = request_param(r, "partner")};
	const char *draft = request_param(r, "draft");

	if (draft && d.profile)
		return fault_say(&r->fault, FAULT_BAD_REQUEST, "either profile or draft says how it is read");
	if (d.partner && d.party)
		return fault_say(&r->fault, FAULT_FORBIDDEN,
			"a party's key does not say whose sheet it is: leave out partner");
	if (!body_whole(&r->body, &d.bytes, &d.length, &r->fault))
		return false;
	if (!d.length)
		return fault_say(&r->fault, FAULT_BAD_BODY,
			"the body is empty: send the sheet's bytes, or pasted rows");
	return profiles_try(&q, &d, draft);
}

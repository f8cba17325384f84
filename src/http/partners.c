#include "http/partners.h"

#include "base/limits.h"
#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "record/control.h"
#include "service/partners.h"
#include "service/unknown.h"
#include "system/log.h"

#include <microhttpd.h>

#define CODE_BODY_MOST 4096

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; partners are the hub's, so that needs an operator's key "
		       "without one",
		       r->key.name);
}

bool partners_get(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && partners_list(&q);

	r->next = q.next;
	return good;
}

bool partner_show(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && partners_show(&q, r->captures[0]);
}

static void told(struct request *r, const char *what)
{
	log_line(LOG_INFO, what, "partner", r->captures[0], "by", r->key.name, "requestId", r->id, NULL);
}

bool partner_put(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;
	bool made;

	if (!is_hubs_own(r) || !json_body(r, LIMIT_PARTNER_BODY, "a partner", &body) ||
		!partners_put(&q, r->captures[0], body, &made))
		return false;
	if (made)
		r->status = MHD_HTTP_CREATED;
	told(r, "a partner was saved");
	return true;
}

bool partner_delete(struct request *r)
{
	struct asking q = asking_of(r);

	if (!is_hubs_own(r) || !partners_drop(&q, r->captures[0]))
		return false;
	told(r, "a partner was dropped");
	return true;
}

bool partner_unknown(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && unknown_list(&q, r->captures[0]);

	r->next = q.next;
	return good;
}

bool partner_codes_post(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;

	if (!is_hubs_own(r) || !json_body(r, CODE_BODY_MOST, "a code", &body) ||
		!unknown_map(&q, r->captures[0], body))
		return false;
	told(r, "a partner's code was mapped");
	return true;
}

static void write_words(struct json *j, const char *key, const char *words)
{
	jw_key(j, key);
	jw_open(j, '[');
	while (*words) {
		size_t n = strcspn(words, ", ");

		jw_string_n(j, words, n);
		words += n;
		words += strspn(words, ", ");
	}
	jw_close(j, ']');
}

bool controls_get(struct request *r)
{
	struct asking q = asking_of(r);
	struct json j = {q.out, false};

	jw_open(&j, '{');
	jw_key(&j, "controls");
	jw_open(&j, '[');
	for (const struct control *c = controls; c->code; c++) {
		jw_open(&j, '{');
		jw_member(&j, "code", c->code);
		write_words(&j, "usually", c->usually);
		write_words(&j, "formats", c->formats);
		jw_member(&j, "about", c->about);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	jw_close(&j, '}');
	return true;
}

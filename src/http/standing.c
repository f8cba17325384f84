#include "http/standing.h"

#include "base/limits.h"
#include "http/endpoints.h"
#include "http/handlers.h"
#include "http/json_body.h"
#include "http/request.h"
#include "service/standing.h"
#include "service/workbook.h"
#include "system/log.h"

#include <microhttpd.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* "/api/v1/routes/{name}" is of routes. */
static enum standing kind_of(const struct request *r)
{
	const char *word = r->endpoint->path + strlen("/api/v1/");
	char plural[32];
	enum standing of;

	snprintf(plural, sizeof plural, "%.*s", (int)strcspn(word, "/"), word);
	standing_called(plural, &of);
	return of;
}

static bool is_hubs_own(struct request *r)
{
	return !r->key.party ||
	       fault_say(&r->fault, FAULT_FORBIDDEN,
		       "the key %.64s has a party; %s are the hub's, so that needs an operator's key "
		       "without one",
		       r->key.name, standing_kinds[kind_of(r)].plural);
}

static void told(struct request *r, const char *what)
{
	log_line(LOG_INFO, what, "kind", standing_words[kind_of(r)], "name",
		r->captures[0] ? r->captures[0] : "several", "by", r->key.name, "requestId", r->id, NULL);
}

static enum standing_form form_of(struct request *r)
{
	static const struct {
		const char *name, *type;
	} forms[] = {{"json", NULL}, {"csv", "text/csv; charset=utf-8"}, {"xlsx", WORKBOOK_TYPE}};
	const char *name = request_param(r, "format");
	enum standing_form form = STANDING_JSON;

	for (int f = STANDING_JSON; name && f <= STANDING_XLSX; f++)
		if (strcmp(forms[f].name, name) == 0)
			form = (enum standing_form)f;
	r->type = forms[form].type;
	if (r->type)
		request_say_header(r, "Content-Disposition",
			arena_printf(&r->arena, "attachment; filename=\"%s.%s\"",
				standing_kinds[kind_of(r)].plural, forms[form].name));
	return form;
}

bool standing_get(struct request *r)
{
	struct asking q = asking_of(r);
	bool good = is_hubs_own(r) && standing_list(&q, kind_of(r), request_param(r, "place"),
					      request_param(r, "asOf"), form_of(r));

	if (!good)
		r->type = NULL;
	r->next = q.next;
	return good;
}

bool standing_one_get(struct request *r)
{
	struct asking q = asking_of(r);

	return is_hubs_own(r) && standing_show(&q, kind_of(r), r->captures[0]);
}

bool standing_one_put(struct request *r)
{
	struct asking q = asking_of(r);
	json_t *body;
	bool made;

	if (!is_hubs_own(r) || !json_body(r, LIMIT_STANDING_BODY, standing_kinds[kind_of(r)].a, &body) ||
		!standing_put(&q, kind_of(r), r->captures[0], r->key.name, body, &made))
		return false;
	if (made)
		r->status = MHD_HTTP_CREATED;
	told(r, "a record was set");
	return true;
}

/* What is no JSON is a sheet. */
static bool put_sheet(struct request *r, struct asking *q)
{
	const char *bytes;
	size_t n;

	if (r->body.got > LIMIT_STANDING_BODY)
		return fault_say(&r->fault, FAULT_TOO_LARGE, "%s are told in %u bytes at most",
			standing_kinds[kind_of(r)].plural, LIMIT_STANDING_BODY);
	return body_whole(&r->body, &bytes, &n, &r->fault) &&
	       standing_put_sheet(q, kind_of(r), r->key.name, bytes, n);
}

bool standing_put_several(struct request *r)
{
	const char *type = request_header(r, "Content-Type");
	struct asking q = asking_of(r);
	json_t *body;
	bool good;

	if (!is_hubs_own(r))
		return false;
	if (type && strncasecmp(type, "application/json", 16) == 0)
		good = json_body(r, LIMIT_STANDING_BODY,
			       arena_printf(&r->arena, "a list of %s", standing_kinds[kind_of(r)].plural),
			       &body) &&
		       standing_put_all(&q, kind_of(r), r->key.name, body);
	else
		good = put_sheet(r, &q);
	if (good)
		told(r, "records were set");
	return good;
}

bool standing_one_delete(struct request *r)
{
	struct asking q = asking_of(r);

	if (!is_hubs_own(r) || !standing_drop(&q, kind_of(r), r->captures[0], r->key.name))
		return false;
	told(r, "a record was dropped");
	return true;
}

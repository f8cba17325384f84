/* POST /api/v1/lookup: what is asked for out of the body, the answer in the format that was asked for. */
#include "service/lookup.h"
#include "base/limits.h"
#include "http/handlers.h"
#include "http/request.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

static void let_go(void *json)
{
	json_decref(json);
}

/* {"references":["...", ...]}: each is one, whatever is in it. */
static bool take_json(struct request *r, const char *bytes, size_t n, struct asked_list *asked)
{
	json_error_t error;
	json_t *o = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error), *list, *one;
	size_t i;

	if (!o)
		return fault_say(&r->fault, FAULT_BAD_BODY, "the body is no JSON: line %d, column %d: %.200s",
			error.line, error.column, error.text);
	arena_later(&r->arena, let_go, o);
	list = json_object_get(o, "references");
	if (!json_is_array(list))
		return fault_say(&r->fault, FAULT_BAD_BODY,
			"references: a list of texts is expected, as in {\"references\":[\"CSQU3054383\"]}");
	if (json_array_size(list) > LIMIT_LOOKUP)
		return fault_say(&r->fault, FAULT_BAD_BODY, "references: %zu are asked for, %u may be",
			json_array_size(list), LIMIT_LOOKUP);
	json_array_foreach(list, i, one)
	{
		if (!json_is_string(one))
			return fault_say(&r->fault, FAULT_BAD_BODY, "references[%zu] is no text", i);
		asked_add(asked, &r->arena, json_string_value(one), json_string_length(one));
	}
	return true;
}

static bool is_type(const char *type, const char *one)
{
	size_t n = strlen(one);

	return type && strncasecmp(type, one, n) == 0 && strchr("; \t", type[n]);
}

static bool take_body(struct request *r, struct asked_list *asked)
{
	const char *type = request_header(r, "Content-Type"), *bytes;
	size_t n;

	if (!body_whole(&r->body, &bytes, &n, &r->fault))
		return false;
	if (n > LIMIT_LOOKUP_BODY)
		return fault_say(&r->fault, FAULT_BAD_BODY, "the body has %zu bytes, a look-up may have %u",
			n, LIMIT_LOOKUP_BODY);
	if (is_type(type, "application/json")
			? !take_json(r, bytes, n, asked)
			: !asked_split(asked, &r->arena, bytes, n, LIMIT_LOOKUP, &r->fault))
		return false;
	return asked->count || fault_say(&r->fault, FAULT_BAD_BODY,
				       "nothing is asked for: send numbers, separated by whatever you like");
}

bool lookup_post(struct request *r)
{
	struct asking q = asking_of(r);
	struct asked_list asked = {.count = 0};
	struct lookup found;
	struct world *w;

	if (!take_body(r, &asked) || !lookup_make(&q, &asked, &found))
		return false;
	w = service_world(q.service);
	lookup_write_json(&r->out, w, &found);
	world_release(w);
	return true;
}

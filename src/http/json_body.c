#include "http/json_body.h"

#include "http/request.h"

#include <string.h>
#include <strings.h>

static void let_go(void *json)
{
	json_decref(json);
}

static bool is_json(const char *type)
{
	return type && strncasecmp(type, "application/json", 16) == 0 && strchr("; \t", type[16]);
}

bool json_body(struct request *r, size_t most, const char *what, json_t **body)
{
	const char *bytes;
	json_error_t why;
	size_t n;

	if (!is_json(request_header(r, "Content-Type")))
		return fault_say(&r->fault, FAULT_BAD_TYPE, "send application/json");
	if (r->body.got > most)
		return fault_say(&r->fault, FAULT_TOO_LARGE, "%s is told in %zu bytes at most", what, most);
	if (!body_whole(&r->body, &bytes, &n, &r->fault))
		return false;
	*body = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &why);
	if (!*body)
		return fault_say(&r->fault, FAULT_BAD_BODY, "this is no JSON: %.200s", why.text);
	arena_later(&r->arena, let_go, *body);
	return json_is_object(*body) || fault_say(&r->fault, FAULT_BAD_BODY, "%s is told as an object", what);
}

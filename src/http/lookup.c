/* POST /api/v1/lookup: what is asked for out of the body, the answer in the format that was asked for. */
#include "base/limits.h"
#include "http/handlers.h"
#include "http/request.h"
#include "service/lookup_sheet.h"
#include "service/workbook.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

static void let_go(void *json)
{
	json_decref(json);
}

/* "...", or {"reference":"...","container":"..."}: of the containers that it names that one alone. */
static bool take_one(struct request *r, struct asked_list *asked, const json_t *one, size_t at)
{
	const json_t *reference = json_is_object(one) ? json_object_get(one, "reference") : one;
	const json_t *container = json_is_object(one) ? json_object_get(one, "container") : NULL;

	if (!json_is_string(reference))
		return fault_say(&r->fault, FAULT_BAD_BODY, "references[%zu] is no text", at);
	if (container && !json_is_string(container))
		return fault_say(&r->fault, FAULT_BAD_BODY, "references[%zu]: container is no text", at);
	asked_add(asked, &r->arena, json_string_value(reference), json_string_length(reference));
	asked->at[asked->count - 1].only = json_string_value(container);
	return true;
}

/* {"references":[...]}: each is one, whatever is in it. */
static bool take_json(struct request *r, const char *bytes, size_t n, struct asked_list *asked)
{
	size_t mark = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* editors write it */
	json_error_t error;
	json_t *o = json_loadb(bytes + mark, n - mark, JSON_REJECT_DUPLICATES, &error), *list, *one;
	size_t i, plain = 0;

	if (!o)
		return fault_say(&r->fault, FAULT_BAD_BODY, "the body is no JSON: line %d, column %d: %.200s",
			error.line, error.column, error.text);
	arena_later(&r->arena, let_go, o);
	list = json_object_get(o, "references");
	if (!json_is_array(list))
		return fault_say(&r->fault, FAULT_BAD_BODY,
			"references: a list of texts is expected, as in {\"references\":[\"CSQU3054383\"]}");
	json_array_foreach(list, i, one) plain += json_is_string(one);
	if (plain > LIMIT_LOOKUP || json_array_size(list) > LIMIT_LOOKUP_ROWS)
		return fault_say(&r->fault, FAULT_BAD_BODY, "references: %zu are asked for, %u may be",
			json_array_size(list), plain > LIMIT_LOOKUP ? LIMIT_LOOKUP : LIMIT_LOOKUP_ROWS);
	json_array_foreach(list, i, one) if (!take_one(r, asked, one, i)) return false;
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
	unsigned most;
	bool json;
	size_t n;

	if (!body_whole(&r->body, &bytes, &n, &r->fault))
		return false;
	json = is_type(type, "application/json");
	most = json ? LIMIT_LOOKUP_JSON : LIMIT_LOOKUP_BODY;
	if (n > most)
		return fault_say(
			&r->fault, FAULT_BAD_BODY, "the body has %zu bytes, a look-up may have %u", n, most);
	if (json ? !take_json(r, bytes, n, asked)
		 : !asked_split(asked, &r->arena, bytes, n, LIMIT_LOOKUP, &r->fault))
		return false;
	return asked->count || fault_say(&r->fault, FAULT_BAD_BODY,
				       "nothing is asked for: send numbers, separated by whatever you like");
}

/* Formats */

static bool write_json(
	struct request *r, const struct world *w, const struct lookup *l, enum language language)
{
	(void)language;
	lookup_write_json(&r->out, w, l);
	return true;
}

static bool write_csv(
	struct request *r, const struct world *w, const struct lookup *l, enum language language)
{
	lookup_write_csv(&r->out, w, l, language);
	return true;
}

static bool write_xlsx(
	struct request *r, const struct world *w, const struct lookup *l, enum language language)
{
	return lookup_write_workbook(&r->out, w, l, language, &r->fault);
}

static const struct format {
	const char *name, *type, *accepted;
	bool (*write)(
		struct request *r, const struct world *w, const struct lookup *l, enum language language);
} formats[] = {
	{"json", NULL, "application/json", write_json},
	{"csv", "text/csv; charset=utf-8", "text/csv", write_csv},
	{"xlsx", WORKBOOK_TYPE, WORKBOOK_TYPE, write_xlsx},
};
#define FORMATS (sizeof formats / sizeof *formats)

/* The first that Accept names; JSON where it names none of them. */
static const struct format *format_accepted(const char *accept)
{
	const struct format *first = &formats[0];
	const char *at = NULL;

	for (size_t i = 0; accept && i < FORMATS; i++) {
		const char *named = strcasestr(accept, formats[i].accepted);

		if (named && (!at || named < at)) {
			first = &formats[i];
			at = named;
		}
	}
	return first;
}

static const struct format *format_of(const struct request *r)
{
	const char *name = request_param(r, "format");

	for (size_t i = 0; name && i < FORMATS; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return format_accepted(request_header(r, "Accept"));
}

bool lookup_post(struct request *r)
{
	const struct format *format = format_of(r);
	const char *word = request_param(r, "language");
	enum language language = LANG_EN;
	struct asking q = asking_of(r);
	struct asked_list asked = {.count = 0};
	struct lookup found;
	struct world *w;
	bool done;

	if (word)
		language_of(word, &language);
	if (!take_body(r, &asked) || !lookup_make(&q, &asked, &found))
		return false;
	w = service_world(q.service);
	done = format->write(r, w, &found, language);
	world_release(w);
	r->type = format->type;
	if (format->type)
		request_say_header(r, "Content-Disposition",
			arena_printf(&r->arena, "attachment; filename=\"look-up.%s\"", format->name));
	return done;
}

#include "http/dialect.h"

#include "base/instant.h"
#include "http/endpoints.h"
#include "http/events3.h"
#include "http/handlers.h"
#include "http/request.h"
#include "system/clock.h"

#include <ctype.h>
#include <microhttpd.h>
#include <string.h>

/* ---- faults ---- */

/* BAD_BODY is bad-body to a program that reads it. */
static const char *code_word(struct arena *a, enum fault_code code)
{
	char *word = arena_strdup(a, fault_name(code));

	for (char *c = word; *c; c++)
		*c = *c == '_' ? '-' : (char)tolower((unsigned char)*c);
	return word;
}

/* The database's own words name sockets, hosts and roles: they are for the log, which has this request's id
 * too. */
static const char *outward(const struct fault *f)
{
	if (f->code == FAULT_NO_DATABASE)
		return "the database does not answer";
	if (f->sqlstate[0] && fault_status(f->code) == 500)
		return "the database does not do it; the server's log says why";
	return f->text;
}

static const char *now_told(struct arena *a)
{
	struct text now = TEXT_INIT;
	const char *told;

	instant_write(&now, clock_now(), 0);
	told = arena_strdup(a, text_string(&now));
	text_free(&now);
	return told;
}

static void problem_body(struct request *r)
{
	struct json j = {&r->out, false};
	const char *word = code_word(&r->arena, r->fault.code);

	r->type = "application/problem+json";
	jw_open(&j, '{');
	jw_member(&j, "type", arena_printf(&r->arena, "urn:landbridge:problem:%s", word));
	jw_member(&j, "title", fault_title(r->fault.code));
	jw_member_integer(&j, "status", r->status);
	jw_member(&j, "detail", outward(&r->fault));
	jw_member(&j, "instance", arena_strndup(&r->arena, r->uri, strcspn(r->uri, "?")));
	jw_member(&j, "requestId", r->id);
	jw_member(&j, "code", word);
	jw_close(&j, '}');
}

static void events_fault_body(struct request *r)
{
	struct json j = {&r->out, false};

	r->type = "application/json";
	jw_open(&j, '{');
	jw_member(&j, "httpMethod", r->method);
	jw_member(&j, "requestUri", r->uri);
	jw_key(&j, "errors");
	jw_open(&j, '[');
	jw_open(&j, '{');
	jw_member(&j, "reason", code_word(&r->arena, r->fault.code));
	jw_member(&j, "message", outward(&r->fault));
	jw_close(&j, '}');
	jw_close(&j, ']');
	jw_member_integer(&j, "statusCode", r->status);
	jw_member(&j, "statusCodeText", fault_title(r->fault.code));
	jw_member(&j, "errorDateTime", now_told(&r->arena));
	jw_member(&j, "requestId", r->id);
	jw_close(&j, '}');
}

#define VALUE_MOST 500 /* characters of what was wrong, which is told as it was sent */

static void write_blamed(struct json *j, struct arena *a, const struct pair *blamed)
{
	if (!blamed->name)
		return;
	jw_member(j, "property", arena_strndup(a, blamed->name, utf8_first(blamed->name, 100)));
	if (blamed->value)
		jw_member(j, "value", arena_strndup(a, blamed->value, utf8_first(blamed->value, VALUE_MOST)));
}

/* Nothing was sent that a JSONPath could lead into: a parameter is told by its name. */
static void schedules_fault_body(struct request *r)
{
	struct json j = {&r->out, false};

	r->type = "application/json";
	jw_open(&j, '{');
	jw_member(&j, "httpMethod", r->method);
	jw_member(&j, "requestUri", r->uri);
	jw_member_integer(&j, "statusCode", r->status);
	jw_member(&j, "statusCodeText", MHD_get_reason_phrase_for((unsigned)r->status));
	jw_member(&j, "statusCodeMessage", fault_title(r->fault.code));
	jw_member(&j, "providerCorrelationReference", r->id);
	jw_member(&j, "errorDateTime", now_told(&r->arena));
	jw_key(&j, "errors");
	jw_open(&j, '[');
	jw_open(&j, '{');
	write_blamed(&j, &r->arena, &r->blamed);
	jw_member(&j, "errorCodeText", code_word(&r->arena, r->fault.code));
	jw_member(&j, "errorCodeMessage", outward(&r->fault));
	jw_close(&j, '}');
	jw_close(&j, ']');
	jw_close(&j, '}');
}

/* ---- pages ---- */

static void say_next(struct request *r)
{
	request_say_header(r, "Next-Page-Cursor", r->next);
}

static void say_events_page(struct request *r)
{
	const char *cursor;

	if (!r->endpoint || r->endpoint->answer != events_list || r->status != MHD_HTTP_OK)
		return;
	cursor = request_param(r, "cursor");
	request_say_header(r, "Current-Page", cursor && *cursor ? cursor : "first");
	request_say_header(r, "First-Page", "first");
	request_say_header(r, "Next-Page", r->next);
	say_next(r);
}

/* ---- which ---- */

#define JSON "application/json"

static const struct dialect dialects[] = {
	{"/v1/", "1.0.3", false, true, schedules_fault_body, say_next, JSON, "ScheduleError"},
	{"/v2/", "2.2.0", true, true, events_fault_body, say_events_page, JSON, "DcsaError"},
	{EVENTS3_PATH, "3.0.0", true, true, events3_fault_body, say_next, JSON, "Feedback"},
	{"/", NULL, false, false, problem_body, NULL, "application/problem+json", "Problem"},
};

static bool is_of(const struct dialect *d, const char *uri)
{
	size_t n = strlen(d->path);

	return strncmp(uri, d->path, n) == 0 && (d->path[n - 1] == '/' || !uri[n] || uri[n] == '?');
}

const struct dialect *dialect_of(const char *uri)
{
	const struct dialect *d = dialects, *last = &dialects[sizeof dialects / sizeof *dialects - 1];

	while (d < last && !is_of(d, uri))
		d++;
	return d;
}

bool dialect_check(struct request *r)
{
	const struct dialect *d = dialect_of(r->uri);
	const char *said = request_header(r, "API-Version");

	if (!said || !d->version ||
		(said[0] == d->version[0] &&
			(!said[1] || (d->full && said[1] == '.' &&
					     said[1 + strspn(said + 1, "0123456789.")] == '\0'))))
		return true;
	r->blamed = (struct pair){"API-Version", said};
	return fault_say(&r->fault, FAULT_BAD_REQUEST, "API-Version: this is version %s, not \"%.40s\"",
		d->full ? d->version : arena_strndup(&r->arena, d->version, 1), said);
}

#include "http/respond.h"

#include "base/instant.h"
#include "http/assets.h"
#include "http/endpoints.h"
#include "http/events3.h"
#include "http/handlers.h"
#include "http/within.h"
#include "http/zip.h"
#include "system/clock.h"

#include <ctype.h>
#include <strings.h>

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

static void dcsa_body_of_fault(struct request *r)
{
	struct json j = {&r->out, false};
	struct text now = TEXT_INIT;

	r->type = "application/json";
	instant_write(&now, clock_now(), 0);
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
	jw_member(&j, "errorDateTime", text_string(&now));
	jw_member(&j, "requestId", r->id);
	jw_close(&j, '}');
	text_free(&now);
}

static bool under_dcsa(const struct request *r)
{
	return strncmp(r->uri, "/v2/", 4) == 0;
}

void respond_fault_body(struct request *r)
{
	r->status = fault_status(r->fault.code);
	r->next = NULL;
	text_clear(&r->out);
	if (events3_is(r))
		events3_fault_body(r);
	else if (under_dcsa(r))
		dcsa_body_of_fault(r);
	else
		problem_body(r);
	if (r->status == 503 || r->status == 429)
		request_say_header(r, "Retry-After", "1");
	if (r->status == 401)
		request_say_header(r, "WWW-Authenticate", "Bearer realm=\"landbridge\"");
	request_say_header(r, "Allow", r->allow);
}

/* Whether a parameter list (";q=0.5;x=y") has a weight of nothing. */
static bool weighs_nothing(const char *s, const char *end)
{
	for (; s < end; s++) {
		const char *q = s;

		if (*s != ';')
			continue;
		for (q++; q < end && (*q == ' ' || *q == '\t'); q++)
			;
		if (end - q >= 3 && (*q == 'q' || *q == 'Q') && q[1] == '=')
			return q[2] == '0' && strspn(q + 2, "0.") >= strcspn(q + 2, "; \t,");
	}
	return false;
}

bool accepts_gzip(const char *accept)
{
	while (accept && *accept) {
		size_t n = strcspn(accept, ",");
		const char *item = accept + strspn(accept, " \t"), *end = accept + n;

		if (item < end && strncasecmp(item, "gzip", 4) == 0) {
			const char *rest = item + 4 + strspn(item + 4, " \t");

			if (rest >= end || *rest == ';')
				return !weighs_nothing(rest, end);
		}
		accept += n;
		accept += *accept == ',';
	}
	return false;
}

bool etag_matches(const char *list, const char *etag)
{
	const char *opaque = strncmp(etag, "W/", 2) == 0 ? etag + 2 : etag;
	size_t length = strlen(opaque);

	while (list && *list) {
		list += strspn(list, " \t,");
		if (*list == '*')
			return true;
		if (strncmp(list, "W/", 2) == 0)
			list += 2;
		if (strncmp(list, opaque, length) == 0 && strchr(", \t", list[length]))
			return true;
		list += strcspn(list, ",");
	}
	return false;
}

static void say(struct MHD_Response *m, const char *name, const char *value)
{
	MHD_add_response_header(m, name, value);
}

static void say_common(struct request *r, struct MHD_Response *m)
{
	say(m, "X-Request-ID", r->id);
	say(m, "X-Content-Type-Options", "nosniff");
	for (size_t i = 0; i < r->header_count; i++)
		say(m, r->headers[i].name, r->headers[i].value);
	if (atomic_load(&r->server->draining))
		say(m, "Connection", "close");
}

static enum MHD_Result queue(struct request *r, struct MHD_Response *m, size_t n)
{
	enum MHD_Result done;

	r->stage = REQUEST_ANSWERED;
	r->sent = strcmp(r->method, "HEAD") == 0 ? 0 : n;
	say_common(r, m);
	done = MHD_queue_response(r->mhd, (unsigned)r->status, m);
	MHD_destroy_response(m);
	return done;
}

#define ASSET_CACHE  "no-cache"
#define HASHED_CACHE "public, max-age=31536000, immutable"
#define ASSET_VARY   "Accept-Encoding"
#define TEXT_CACHE   "private, no-cache"
#define TEXT_VARY    "Accept-Encoding, Authorization"

/* With what the 200 would have said of caching (RFC 9110 section 15.4.5). */
static enum MHD_Result respond_not_modified(
	struct request *r, const char *etag, const char *cache, const char *vary)
{
	struct MHD_Response *m = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);

	if (!m)
		return MHD_NO;
	r->status = MHD_HTTP_NOT_MODIFIED;
	say(m, "ETag", etag);
	say(m, "Cache-Control", cache);
	say(m, "Vary", vary);
	return queue(r, m, 0);
}

static enum MHD_Result respond_asset(struct request *r, const struct asset *a)
{
	const char *cache = a->hashed ? HASHED_CACHE : ASSET_CACHE;
	const unsigned char *zipped = NULL;
	size_t n = a->length;
	struct MHD_Response *m;

	if (etag_matches(request_header(r, "If-None-Match"), a->etag))
		return respond_not_modified(r, a->etag, cache, ASSET_VARY);
	if (accepts_gzip(request_header(r, "Accept-Encoding")))
		zipped = asset_zipped(a, &n);
	if (!zipped)
		n = a->length;
	/* The bytes outlive the daemon; persistent memory is never written to. */
	m = MHD_create_response_from_buffer(
		n, (void *)(uintptr_t)(zipped ? zipped : a->bytes), MHD_RESPMEM_PERSISTENT);
	if (!m)
		return MHD_NO;
	say(m, "Content-Type", a->type);
	say(m, "ETag", a->etag);
	say(m, "Cache-Control", cache);
	say(m, "Vary", ASSET_VARY);
	say(m, "Content-Security-Policy", ASSET_SECURITY);
	say(m, "Referrer-Policy", "no-referrer");
	if (zipped)
		say(m, "Content-Encoding", "gzip");
	return queue(r, m, n);
}

static struct MHD_Response *response_of_text(struct request *r, bool *zipped)
{
	size_t n = 0;
	unsigned char *small = NULL;
	struct MHD_Response *m;

	if (r->out.length >= ZIP_LEAST && accepts_gzip(request_header(r, "Accept-Encoding")))
		small = zip(r->out.bytes, r->out.length, 1, &n);
	*zipped = small != NULL;
	if (small) {
		m = MHD_create_response_from_buffer(n, small, MHD_RESPMEM_MUST_FREE);
		if (!m)
			free(small);
		r->sent = n;
		return m;
	}
	r->sent = r->out.length;
	if (!r->out.bytes)
		return MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	m = MHD_create_response_from_buffer(r->out.length, r->out.bytes, MHD_RESPMEM_MUST_FREE);
	if (m)
		r->out = (struct text)TEXT_INIT; /* the response frees it */
	return m;
}

static void say_pages(struct request *r)
{
	const char *cursor;

	if (events3_is(r)) {
		request_say_header(r, "API-Version", EVENTS3_VERSION);
		request_say_header(r, "Next-Page-Cursor", r->next);
	}
	if (!under_dcsa(r))
		return;
	request_say_header(r, "API-Version", "2.2.0");
	if (!r->endpoint || r->endpoint->answer != events_list || r->status != MHD_HTTP_OK)
		return;
	cursor = request_param(r, "cursor");
	request_say_header(r, "Current-Page", cursor && *cursor ? cursor : "first");
	request_say_header(r, "First-Page", "first");
	request_say_header(r, "Next-Page", r->next);
	request_say_header(r, "Next-Page-Cursor", r->next);
}

static enum MHD_Result respond_stream(struct request *r)
{
	struct MHD_Response *m;

	if (stream_respond(r, &m) != MHD_YES)
		return MHD_NO;
	say(m, "Content-Type", "text/event-stream");
	say(m, "Cache-Control", "no-store");
	say(m, "X-Accel-Buffering", "no"); /* a proxy is to pass on what it has */
	return queue(r, m, 0);
}

enum MHD_Result respond(struct request *r)
{
	char etag[24] = "";
	bool zipped;
	struct MHD_Response *m;

	if (r->fault.code != FAULT_NONE)
		respond_fault_body(r);
	else if (r->endpoint->answer == asset_show)
		return respond_asset(r, asset_find(r->uri, strcspn(r->uri, "?")));
	else if (r->endpoint->answer == stream_show)
		return respond_stream(r);
	say_pages(r);
	if (r->status == MHD_HTTP_OK && (r->endpoint->run != RUN_HERE || r->lasting) &&
		r->endpoint->run != RUN_WRITE) {
		snprintf(etag, sizeof etag, "W/\"%016llx\"",
			(unsigned long long)fingerprint(
				text_string(&r->out) + r->passing, r->out.length - r->passing));
		if (etag_matches(request_header(r, "If-None-Match"), etag))
			return respond_not_modified(r, etag, TEXT_CACHE, TEXT_VARY);
	}
	m = response_of_text(r, &zipped);
	if (!m)
		return MHD_NO;
	say(m, "Content-Type", r->type ? r->type : "application/json");
	say(m, "Cache-Control", etag[0] ? TEXT_CACHE : "no-store");
	if (etag[0]) {
		say(m, "ETag", etag);
		say(m, "Vary", TEXT_VARY);
	}
	if (zipped)
		say(m, "Content-Encoding", "gzip");
	return queue(r, m, (size_t)r->sent);
}

#include "http/respond.h"

#include "http/assets.h"
#include "http/dialect.h"
#include "http/endpoints.h"
#include "http/handlers.h"
#include "http/within.h"
#include "http/zip.h"

#include <strings.h>

void respond_fault_body(struct request *r)
{
	r->status = fault_status(r->fault.code);
	r->next = NULL;
	text_clear(&r->out);
	dialect_of(r->uri)->fault_body(r);
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

static void say_dialect(struct request *r)
{
	const struct dialect *d = dialect_of(r->uri);

	request_say_header(r, "API-Version", d->version);
	if (d->say_page)
		d->say_page(r);
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
	say_dialect(r);
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

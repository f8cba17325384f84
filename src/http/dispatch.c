#include "http/dispatch.h"

#include "base/limits.h"
#include "http/as_of.h"
#include "http/dialect.h"
#include "http/endpoints.h"
#include "http/handlers.h"
#include "http/request.h"
#include "http/respond.h"
#include "http/together.h"
#include "http/within.h"
#include "system/clock.h"
#include "system/log.h"

#include <strings.h>

static struct peer *peer_of(struct MHD_Connection *c)
{
	const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return i ? i->socket_context : NULL;
}

void *dispatch_line(void *server, const char *uri, struct MHD_Connection *c)
{
	return request_new(server, c, uri);
}

size_t dispatch_leave_encoded(void *server, struct MHD_Connection *c, char *s)
{
	(void)server;
	(void)c;
	return strlen(s);
}

void dispatch_connection(
	void *server, struct MHD_Connection *c, void **peer, enum MHD_ConnectionNotificationCode what)
{
	struct server *s = server;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		const union MHD_ConnectionInfo *i =
			MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);

		*peer = i ? peer_join(&s->peers, i->connect_fd) : NULL;
	} else if (*peer) {
		peer_leave(&s->peers, *peer);
		*peer = NULL;
	}
}

static bool find_endpoint(struct request *r)
{
	size_t n = strcspn(r->uri, "?#");
	struct piece pieces[QUERY_CAPTURES] = {{NULL, 0}};

	if (strlen(r->uri) > LIMIT_URL)
		return fault_say(
			&r->fault, FAULT_BAD_REQUEST, "the address is longer than %u bytes", LIMIT_URL);
	switch (endpoint_find(&r->arena, r->method, r->uri, n, &r->endpoint, pieces, &r->allow)) {
	case FOUND_NONE:
		return fault_say(&r->fault, FAULT_UNKNOWN,
			"there is no endpoint %.200s; /openapi.json lists them",
			arena_strndup(&r->arena, r->uri, n));
	case FOUND_OTHER_METHOD:
		return fault_say(
			&r->fault, FAULT_BAD_METHOD, "%.20s is not taken here; %s is", r->method, r->allow);
	case FOUND:
		break;
	}
	for (size_t i = 0; i < QUERY_CAPTURES; i++)
		if (pieces[i].at && !(r->captures[i] = query_decode(
					      &r->arena, pieces[i].at, pieces[i].length, false, &r->fault)))
			return false;
	return query_parse(&r->arena, r->uri[n] == '?' ? r->uri + n + 1 : NULL, &r->query, &r->fault) &&
	       endpoint_check(r->endpoint, &r->query, &r->blamed, &r->fault) && dialect_check(r) &&
	       request_take_as_of(r);
}

/* What the head tells of the body. */
struct told {
	bool any;
	int lengths, codings; /* headers of either kind */
	bool strange;         /* a coding other than chunked */
	bool odd;             /* a header whose name is none */
	int64_t length;       /* -1: not told */
};

/* A blank before the colon is how two readers come to see two requests in one (RFC 9112 section 5.1). */
static bool is_token(const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name <= ' ' || (unsigned char)*name >= 0x7F ||
			strchr("\"(),/:;<=>?@[\\]{}", *name))
			return false;
	return true;
}

static enum MHD_Result take_header(void *self, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct told *t = self;

	(void)kind;
	t->odd = t->odd || !is_token(name);
	if (strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0) {
		t->lengths++;
		if (!value || !number_read(value, 0, INT64_MAX, &t->length))
			t->length = INT64_MAX;
	} else if (strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0) {
		t->codings++;
		t->strange = t->strange || !value || strcasecmp(value, "chunked") != 0;
	}
	return MHD_YES;
}

static struct told told_of(const struct request *r)
{
	struct told t = {.length = -1};

	MHD_get_connection_values(r->mhd, MHD_HEADER_KIND, take_header, &t);
	t.any = t.lengths || t.codings || t.odd;
	return t;
}

/* Where a body ends must not be a matter of opinion between us and a proxy (RFC 9112 section 6.3). */
static bool is_framed(struct request *r, const struct told *t)
{
	if (t->odd)
		return fault_say(&r->fault, FAULT_BAD_REQUEST,
			"a header's name has a blank or another character in it that it may not have");
	if (t->lengths + t->codings <= 1 && !t->strange)
		return true;
	return fault_say(&r->fault, FAULT_BAD_REQUEST,
		"where the body ends must be told once: by one Content-Length, or by Transfer-Encoding: "
		"chunked");
}

static bool check_body(struct request *r, int64_t length)
{
	const char *encoding = request_header(r, MHD_HTTP_HEADER_CONTENT_ENCODING);

	if (length >= 0 && (uint64_t)length > r->server->budget.one)
		return fault_say(&r->fault, FAULT_TOO_LARGE, "a body may have %llu bytes",
			(unsigned long long)r->server->budget.one);
	if (encoding && strcasecmp(encoding, "identity") != 0)
		return fault_say(
			&r->fault, FAULT_BAD_TYPE, "bodies are taken as they are, without Content-Encoding");
	return true;
}

static bool admit(struct request *r, int64_t length)
{
	if (atomic_load(&r->server->draining))
		return fault_say(&r->fault, FAULT_BUSY, "the server is stopping");
	return find_endpoint(r) && auth_decide(r->server->auth, r, r->endpoint->needs) &&
	       (!r->endpoint->body || check_body(r, length));
}

/* A refused body of some size is not waited for: libmicrohttpd then ends the connection behind the answer. */
static bool answer_at_once(const struct request *r, const struct told *t)
{
	return t->length > LIMIT_BODY_MEMORY || r->fault.code == FAULT_TOO_LARGE ||
	       request_header(r, "Expect");
}

static bool may_answer_early(const struct request *r)
{
	return strcmp(r->method, "POST") == 0 || strcmp(r->method, "PUT") == 0;
}

static enum MHD_Result answer(struct request *r)
{
	enum MHD_Result queued = respond(r);
	struct peer *peer = peer_of(r->mhd);

	if (peer && r->listener)
		peer_rests(peer);
	else if (peer)
		peer_takes_answer(peer, clock_monotonic_ms(), r->sent);
	return queued;
}

static void count_in(struct request *r, bool body)
{
	struct peer *peer = peer_of(r->mhd);

	r->running = true;
	atomic_fetch_add(&r->server->running, 1);
	if (peer && body)
		peer_awaits_body(peer, r->began_us / 1000, 0);
	else if (peer)
		peer_takes_answer(peer, r->began_us / 1000, 0);
}

static enum MHD_Result begin(struct request *r, const char *method)
{
	struct told t = told_of(r);
	bool framed;

	r->method = arena_strndup(&r->arena, method, strnlen(method, 32));
	request_take_id(r, request_header(r, "X-Request-ID"));
	count_in(r, t.any);
	r->stage = REQUEST_BODY;
	framed = is_framed(r, &t);
	if (framed && admit(r, t.length))
		return MHD_YES;
	r->stage = REQUEST_SPOILT;
	if (t.any && may_answer_early(r) && (!framed || answer_at_once(r, &t)))
		return answer(r);
	return framed ? MHD_YES : MHD_NO;
}

static enum MHD_Result take_body(struct request *r, const char *upload, size_t n)
{
	struct peer *peer = peer_of(r->mhd);

	if (peer)
		peer_awaits_body(peer, r->began_us / 1000, r->body.got + n);
	if (r->stage == REQUEST_SPOILT || !r->endpoint->body)
		return body_swallow(&r->body, n) == BODY_CUT ? MHD_NO : MHD_YES;
	if (body_take(&r->body, upload, n, &r->fault) == BODY_FAULT)
		r->stage = REQUEST_SPOILT;
	return MHD_YES;
}

static void run_fast(struct request *r)
{
	const struct server_settings *set = &r->server->set;

	r->conn = db_take(set->fast, set->fast_ms, &r->fault);
	if (!r->conn)
		return;
	conn_deadline(r->conn, set->fast_ms + SAY_FIRST_MS);
	r->endpoint->answer(r);
	db_give(r->conn);
	r->conn = NULL;
}

/* Its question may have been asked in the worker already. */
static void answer_in_lane(struct request *r)
{
	if (r->as_of) {
		request_answer_as_of(r);
		return;
	}
	while (request_is_asking(r) || !request_answers(r)) {
		conn_ask(r->conn, &r->asked, 1);
		r->fault = r->asked->fault;
		if (r->fault.code)
			return;
	}
}

void dispatch_in_lane(struct request *const *r, size_t n)
{
	const struct server_settings *set = &r[0]->server->set;
	const struct endpoint *e = r[0]->endpoint;

	conn_deadline(r[0]->conn, (e->run == RUN_WRITE ? set->write_ms : set->slow_ms) + SAY_FIRST_MS);
	if (n > 1)
		messages_post_together(r, n);
	else
		answer_in_lane(r[0]);
}

static bool into_lane(struct request *r, struct lane *lane)
{
	struct peer *peer = peer_of(r->mhd);

	if (peer)
		peer_rests(peer);
	return lane_take(lane, r, &r->fault);
}

/* Everything has arrived.  True: the answer is there; false: a lane has the request now, or it asks together
 * with others. */
static bool run(struct request *r)
{
	switch (r->endpoint->run) {
	case RUN_HERE:
		r->endpoint->answer(r);
		return true;
	case RUN_ASKING:
		if (together_answer(r))
			return true;
		return r->stage != REQUEST_ASKING && !into_lane(r, r->server->slow);
	case RUN_FAST:
		if (r->as_of) /* it is folded anew */
			return !into_lane(r, r->server->slow);
		run_fast(r);
		return true;
	case RUN_SLOW:
		return !into_lane(r, r->server->slow);
	case RUN_WRITE:
		return !into_lane(r, r->server->write);
	}
	return true;
}

enum MHD_Result dispatch_call(void *server, struct MHD_Connection *c, const char *url, const char *method,
	const char *version, const char *upload, size_t *upload_size, void **request)
{
	struct request *r = *request;
	enum MHD_Result done;

	(void)server;
	(void)c;
	(void)url;
	(void)version;
	if (!r)
		return MHD_NO;
	if (r->stage == REQUEST_NEW)
		return begin(r, method);
	if (r->stage == REQUEST_ANSWERED)
		return MHD_YES;
	if (*upload_size) {
		done = take_body(r, upload, *upload_size);
		*upload_size = 0;
		return done;
	}
	if ((r->stage == REQUEST_BODY || r->stage == REQUEST_ASKING) && !run(r))
		return MHD_YES;
	return answer(r);
}

static void log_request(const struct request *r, int64_t us, enum MHD_RequestTerminationCode why)
{
	char status[12], bytes[24], ms[24];
	const char *path = r->uri;
	char short_path[256];
	bool faulty = r->status >= 500;

	snprintf(short_path, sizeof short_path, "%.*s", (int)strcspn(path, "?"), path);
	snprintf(status, sizeof status, "%d", r->status);
	snprintf(bytes, sizeof bytes, "%llu", (unsigned long long)r->sent);
	snprintf(ms, sizeof ms, "%lld.%03lld", (long long)(us / 1000), (long long)(us % 1000));
	log_line(faulty                              ? LOG_WARN
		 : r->endpoint && r->endpoint->needs ? LOG_INFO
						     : LOG_DEBUG,
		"request", "method", r->method, "path", short_path, "status", status, "bytes", bytes, "ms",
		ms, "id", r->id, "key", r->key.name, "fault", r->fault.code ? r->fault.text : NULL, "ended",
		why == MHD_REQUEST_TERMINATED_COMPLETED_OK ? NULL : "early", NULL);
}

static void no_longer_running(struct server *s)
{
	if (atomic_fetch_sub(&s->running, 1) != 1 || !atomic_load(&s->draining))
		return;
	pthread_mutex_lock(&s->idle_lock);
	pthread_cond_broadcast(&s->idle);
	pthread_mutex_unlock(&s->idle_lock);
}

void dispatch_completed(
	void *server, struct MHD_Connection *c, void **request, enum MHD_RequestTerminationCode why)
{
	struct server *s = server;
	struct request *r = *request;
	struct peer *peer = peer_of(c);
	int64_t us;

	if (!r)
		return;
	*request = NULL;
	if (r->stage == REQUEST_ASKING)
		together_leave(r);
	stream_leave(r);
	if (peer)
		peer_awaits_head(&s->peers, peer);
	us = server_now_us() - r->began_us;
	if (r->stage != REQUEST_ANSWERED)
		r->status = 0; /* it went before it had an answer */
	if (r->running) {
		metrics_request(s->metrics, r->endpoint, r->status, us, r->body.got, r->sent);
		log_request(r, us, why);
		no_longer_running(s);
	}
	request_free(r);
}

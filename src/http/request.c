#include "http/request.h"

#include "base/limits.h"
#include "http/server.h"
#include "system/clock.h"

#include <microhttpd.h>
#include <strings.h>

/* The path and query of a target; a proxy's absolute form (RFC 9112 section 3.2.2) is one of ours too. */
static const char *target_of(const char *uri)
{
	const char *path;

	if (strncasecmp(uri, "http://", 7) != 0)
		return uri;
	path = uri + 7 + strcspn(uri + 7, "/?#");
	return *path == '/' ? path : "/";
}

struct request *request_new(struct server *s, struct MHD_Connection *mhd, const char *uri)
{
	struct request *r = calloc(1, sizeof *r);

	if (!r)
		return NULL;
	r->server = s;
	r->mhd = mhd;
	r->arena = (struct arena)ARENA_INIT;
	uri = target_of(uri);
	r->uri = arena_strndup(&r->arena, uri, strnlen(uri, LIMIT_URL + 1));
	r->method = "";
	r->status = MHD_HTTP_OK;
	r->key.name = "-";
	r->began_us = server_now_us();
	body_start(&r->body, server_budget(s));
	return r;
}

void request_free(struct request *r)
{
	body_free(&r->body);
	text_free(&r->out);
	arena_free(&r->arena);
	free(r);
}

const char *request_header(const struct request *r, const char *name)
{
	return MHD_lookup_connection_value(r->mhd, MHD_HEADER_KIND, name);
}

const char *request_param(const struct request *r, const char *name)
{
	return query_value(&r->query, name);
}

void request_say_header(struct request *r, const char *name, const char *value)
{
	if (!value || r->header_count == REQUEST_HEADERS)
		return;
	r->headers[r->header_count].name = name;
	r->headers[r->header_count++].value = value;
}

bool request_id_well_formed(const char *id)
{
	size_t n = strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

	return n >= 1 && n <= 64 && id[n] == '\0';
}

/* Not a secret: only unlikely to meet again.  splitmix64, seeded once a thread. */
static uint64_t next_random(void)
{
	static _Thread_local uint64_t state;
	uint64_t z;

	if (state == 0 && (!clock_random(&state, sizeof state) || state == 0))
		state = (uint64_t)server_now_us();
	z = (state += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

void request_take_id(struct request *r, const char *given)
{
	if (given && request_id_well_formed(given))
		snprintf(r->id, sizeof r->id, "%s", given);
	else
		snprintf(r->id, sizeof r->id, "%016llx", (unsigned long long)next_random());
}

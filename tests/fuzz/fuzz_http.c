/*
 * Any bytes as a request: its first line is the target, the second the Content-Type, the third Host and
 * Origin, the rest the body as it arrives.
 *
 * The last byte says in what pieces the body comes and whether it comes many times over, so that it goes to a
 * spool file.  What it watches besides memory: what is decoded is UTF-8 and no longer than it was, a list has
 * an item more than commas, a body is whole as it was sent or refused for its size, its bytes of the budget
 * are given back, and the decoder its type leads to comes to an end.
 */
#include "base/limits.h"
#include "http/body.h"
#include "http/origin.h"
#include "http/query.h"
#include "wire/decode.h"
#include "wire/unread.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BODY_MOST ((uint64_t)LIMIT_BODY_MEMORY * 2)

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void must_be_utf8(const char *s)
{
	size_t n = strlen(s), length;

	for (size_t i = 0; i < n; i += length) {
		length = utf8_length(s + i, n - i);
		must(length > 0);
	}
}

static const char *next_line(struct arena *a, const uint8_t **data, size_t *size)
{
	const uint8_t *end = memchr(*data, '\n', *size);
	size_t n = end ? (size_t)(end - *data) : *size;
	const char *line = arena_strndup(a, (const char *)*data, n);

	*data += n + (end != NULL);
	*size -= n + (end != NULL);
	return line;
}

static void try_value(struct arena *a, const char *value, size_t most)
{
	int64_t number;
	instant at;
	size_t items, commas = 0;
	const char **list = list_split(a, value, &items);

	must_be_utf8(value);
	must(strlen(value) <= most);
	for (const char *c = value; *c; c++)
		commas += *c == ',';
	must(items == commas + 1);
	for (size_t i = 0; i < items; i++)
		must(!strchr(list[i], ','));
	if (number_read(value, 1, LIMIT_PAGE, &number))
		must(number >= 1 && number <= LIMIT_PAGE);
	query_instant(value, &at);
}

static void try_target(struct arena *a, const char *target)
{
	static const char *const patterns[] = {"/v2/events", "/v2/events/{eventID}",
		"/api/v1/containers/{number}", "/api/v1/intakes/{id}/raw", "/{a}/{b}"};
	size_t n = strcspn(target, "?");
	struct piece captures[QUERY_CAPTURES];
	struct query q;
	struct fault f;

	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (path_match(patterns[i], target, n, captures) && strchr(patterns[i], '{')) {
			const char *s = query_decode(a, captures[0].at, captures[0].length, false, &f);

			must(captures[0].length && !memchr(captures[0].at, '/', captures[0].length));
			if (s)
				must_be_utf8(s);
		}
	if (!query_parse(a, target[n] ? target + n + 1 : NULL, &q, &f)) {
		must(f.code == FAULT_BAD_REQUEST && *f.text);
		return;
	}
	for (size_t i = 0; i < q.count; i++) {
		must_be_utf8(q.pairs[i].name);
		must(query_value(&q, q.pairs[i].name) == q.pairs[i].value);
		try_value(a, q.pairs[i].value, strlen(target));
	}
}

static bool on_message(void *self, const struct message *m)
{
	(void)self;
	must(m->event_count || m->diagnostic_count);
	return true;
}

static void decode(struct arena *a, const char *type, const char *bytes, size_t n)
{
	static const struct decode_world world;
	const struct decode_limits limits = {.messages = 1000};
	const struct decode_sink sink = {.self = NULL, .message = on_message};
	const char *format = decode_format_of_type(type);
	struct decoder *d;

	if (!format && decode_type_taken(type))
		format = decode_sniff(bytes, n);
	if (!format) {
		const char *words = unread_words(a, bytes, n, "import");

		if (words)
			must_be_utf8(words);
		return;
	}
	d = decoder_new(format, &world, &limits, &sink);
	must(d != NULL);
	if (decoder_feed(d, bytes, n))
		decoder_end(d);
	decoder_free(d);
}

/* False: it was refused for its size, and what came after swallowed. */
static bool send_body(struct body *b, const uint8_t *data, size_t size, size_t piece, size_t times)
{
	bool refused = false;
	struct fault f;

	for (size_t at = 0; at < size * times;) {
		size_t from = at % size, n = size - from < piece ? size - from : piece;
		enum body_step step =
			refused ? body_swallow(b, n) : body_take(b, (const char *)data + from, n, &f);

		if (step == BODY_CUT)
			break;
		if (step == BODY_FAULT)
			must(f.code == FAULT_TOO_LARGE);
		refused |= step == BODY_FAULT;
		at += n;
	}
	must((b->got > BODY_MOST) == refused);
	return !refused;
}

static void try_body(struct arena *a, const char *type, const uint8_t *data, size_t size, uint8_t how)
{
	struct body_budget budget = {.one = BODY_MOST, .all = BODY_MOST * 2, .spool = "/tmp"};
	bool many = how > 250 && size > 256;
	size_t times = many ? 1 + LIMIT_BODY_MEMORY / size * (size_t)(how - 250) : 1;
	struct body b;
	const char *bytes;
	size_t n;
	struct fault f;

	body_start(&b, &budget);
	if (send_body(&b, data, size, many ? size : 1 + (size_t)how, times)) {
		must(body_whole(&b, &bytes, &n, &f) && n == size * times);
		for (size_t i = 0; i < times; i++)
			must(!size || memcmp(bytes + i * size, data, size) == 0);
		if (!many)
			decode(a, type, bytes, n);
	}
	body_free(&b);
	must(budget.used == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	const char *target, *type, *host;
	uint8_t how;

	if (!size)
		return 0;
	how = data[--size];
	target = next_line(&a, &data, &size);
	type = next_line(&a, &data, &size);
	host = next_line(&a, &data, &size);
	try_target(&a, target);
	if (origin_is_ours(host, type))
		must(*host != '\0');
	host_is_loopback(host);
	fetch_site_is_ours(type);
	try_body(&a, *type ? type : NULL, data, size, how);
	arena_free(&a);
	return 0;
}

/*
 * Any bytes given for positions are messages, refusals and an end; in any pieces the same ones.
 *
 * The first byte says where the rest is cut.  What it watches besides memory: what is refused has an error
 * and no position, a position lies on earth in whatever datum, every text is UTF-8, every place lies in the
 * bytes.
 */
#include "base/arena.h"
#include "base/text.h"
#include "wire/decode.h"
#include "wire/geo/datum.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct heard {
	struct text out;
	uint32_t messages;
	size_t size;
};

static void must_be_utf8(const char *s)
{
	size_t n = s ? strlen(s) : 0, length;

	for (size_t i = 0; i < n; i += length) {
		length = utf8_length(s + i, n - i);
		if (!length)
			abort();
	}
}

static void check_position(const struct position *p)
{
	if (!p->device || !*p->device || p->at == INSTANT_NONE)
		abort();
	must_be_utf8(p->device);
	must_be_utf8(p->alarm);
	for (enum datum d = DATUM_WGS84; d < DATUMS; d++) {
		int32_t lat = p->lat, lon = p->lon;

		datum_to_wgs84(d, &lat, &lon);
		if (lat < -90000000 || lat > 90000000 || lon < -180000000 || lon > 180000000)
			abort();
	}
}

static void check(const struct heard *h, const struct message *m)
{
	bool refused = m->verdict == VERDICT_REJECTED, error = false;

	for (size_t i = 0; i < m->diagnostic_count; i++) {
		error |= m->diagnostics[i].severity == SEVERITY_ERROR;
		if (m->diagnostics[i].offset < m->offset || m->diagnostics[i].offset > h->size)
			abort();
	}
	if (m->line != h->messages || refused != error || (refused && m->position_count) || m->event_count ||
		m->offset + m->length > h->size)
		abort();
}

static bool on_message(void *self, const struct message *m)
{
	struct heard *h = self;
	struct json j = {&h->out, false};

	h->messages++;
	check(h, m);
	must_be_utf8(m->reference);
	text_printf(&h->out, "%u %llu %llu\n", m->line, (unsigned long long)m->offset,
		(unsigned long long)m->length);
	for (size_t i = 0; i < m->position_count; i++) {
		check_position(&m->positions[i]);
		position_write(&j, &m->positions[i]);
	}
	for (size_t i = 0; i < m->diagnostic_count; i++)
		diagnostic_write(&j, &m->diagnostics[i]);
	text_byte(&h->out, '\n');
	return true;
}

static void on_diagnostic(void *self, const struct diagnostic *d)
{
	struct json j = {&((struct heard *)self)->out, false};

	diagnostic_write(&j, d);
}

static const struct decode_world world = {.self = NULL};
static const struct decode_hint hint = {.received = INT64_C(1781913600) * INSTANT_SECOND};

/* In pieces of their own memory: reading past one is seen. */
static void feed(struct decoder *d, const uint8_t *data, size_t size, size_t cut)
{
	for (size_t at = 0; at < size; at += cut) {
		size_t n = size - at < cut ? size - at : cut;
		char *piece = malloc(n);

		memcpy(piece, data + at, n);
		if (!decoder_feed(d, piece, n))
			abort();
		free(piece);
	}
}

static void decode(struct heard *h, const uint8_t *data, size_t size, size_t cut)
{
	struct decode_sink sink = {.self = h, .message = on_message, .diagnostic = on_diagnostic};
	struct decoder *d = decoder_new("TRACCAR", &world, NULL, &sink);

	h->size = size;
	decoder_hint(d, &hint);
	feed(d, data, size, cut);
	if (!decoder_end(d))
		abort();
	decoder_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct heard whole = {.out = TEXT_INIT}, pieces = {.out = TEXT_INIT};

	if (size < 2)
		return 0;
	decode_format("application/json", data + 1, size - 1);
	decode(&whole, data + 1, size - 1, size);
	decode(&pieces, data + 1, size - 1, data[0] % 64 + 1);
	if (whole.messages != pieces.messages ||
		strcmp(text_string(&whole.out), text_string(&pieces.out)) != 0)
		abort();
	text_free(&whole.out);
	text_free(&pieces.out);
	return 0;
}

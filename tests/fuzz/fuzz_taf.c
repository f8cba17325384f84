/*
 * Any bytes given for TAF messages in XML are messages, refusals and an end; in any pieces the same ones;
 * from any safe point on the same ones, and the same events where they are handed over before their message.
 *
 * The first byte says where the rest is cut.  What it watches besides memory: accepted messages have an
 * event, each of them a subject and a code, refused ones an error, every text is UTF-8, every place lies in
 * the bytes.
 */
#include "base/arena.h"
#include "base/text.h"
#include "wire/decode.h"

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

static bool has_error(const struct heard *h, const struct message *m)
{
	bool error = false;

	for (size_t i = 0; i < m->diagnostic_count; i++) {
		const struct diagnostic *d = &m->diagnostics[i];

		error |= d->severity == SEVERITY_ERROR;
		if (!d->code || !d->path || *d->path != '/' || d->offset < m->offset || d->offset > h->size)
			abort();
	}
	return error;
}

static void check_event(const struct event *e)
{
	if (!e->subject || !*e->subject || !e->code || !*e->code)
		abort();
	must_be_utf8(e->subject);
	must_be_utf8(e->code);
	must_be_utf8(e->document);
	must_be_utf8(e->place_text);
	must_be_utf8(e->transport.name);
	for (size_t i = 0; i < e->remark_count; i++)
		must_be_utf8(e->remarks[i]);
	for (size_t i = 0; i < e->reference_count; i++)
		must_be_utf8(e->references[i].value);
}

static bool on_message(void *self, const struct message *m)
{
	struct heard *h = self;
	struct json j = {&h->out, false};
	bool refused = m->verdict == VERDICT_REJECTED;

	if (m->line != ++h->messages || refused != has_error(h, m) || refused != !m->event_count ||
		m->offset + m->length > h->size)
		abort();
	text_printf(&h->out, "%u %s %llu %llu\n", m->line, m->type, (unsigned long long)m->offset,
		(unsigned long long)m->length);
	for (size_t i = 0; i < m->event_count; i++) {
		check_event(&m->events[i]);
		event_write(&j, &m->events[i]);
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

static void decode(struct heard *h, const uint8_t *data, size_t size, size_t cut, bool diagnostics)
{
	struct decode_sink sink = {
		.self = h, .message = on_message, .diagnostic = diagnostics ? on_diagnostic : NULL};
	struct decoder *d = decoder_new("TAF", &world, NULL, &sink);

	h->size = size;
	feed(d, data, size, cut);
	if (!decoder_end(d))
		abort();
	decoder_free(d);
}

static bool on_events(void *self, const struct message *m, const struct event *events, size_t n)
{
	size_t *count = self;

	if (!n || m->events)
		abort();
	for (size_t i = 0; i < n; i++)
		check_event(&events[i]);
	*count += n;
	return true;
}

static bool on_counted(void *self, const struct message *m)
{
	size_t *count = self;

	if (m->verdict != VERDICT_REJECTED && *count != m->event_count)
		abort();
	*count = 0;
	return true;
}

static void hand_over(const uint8_t *data, size_t size)
{
	size_t count = 0;
	struct decode_sink sink = {.self = &count, .message = on_counted};
	struct decoder *d = decoder_new("TAF", &world, NULL, &sink);

	decoder_hand_over(d, on_events);
	feed(d, data, size, size + 1);
	decoder_end(d);
	decoder_free(d);
}

/* Decodes half, takes up in another decoder from the safe point on. */
static void resume(const uint8_t *data, size_t size, size_t half, const struct text *whole)
{
	struct heard h = {TEXT_INIT, 0, size};
	struct decode_sink sink = {.self = &h, .message = on_message};
	struct decoder *d = decoder_new("TAF", &world, NULL, &sink);
	struct decoder *e = decoder_new("TAF", &world, NULL, &sink);
	struct arena arena = ARENA_INIT;
	size_t safe;

	feed(d, data, half, size + 1);
	safe = decoder_safe_offset(d);
	if (safe > half || !decoder_resume(e, decoder_state(d, &arena), safe, h.messages))
		abort();
	feed(e, data + safe, size - safe, size + 1);
	decoder_end(e);
	if (strcmp(text_string(&h.out), text_string(whole)) != 0)
		abort();
	decoder_free(d);
	decoder_free(e);
	arena_free(&arena);
	text_free(&h.out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct heard whole = {TEXT_INIT, 0, 0}, pieces = {TEXT_INIT, 0, 0}, messages = {TEXT_INIT, 0, 0};

	if (size < 2)
		return 0;
	decode(&whole, data + 1, size - 1, size, true);
	decode(&pieces, data + 1, size - 1, 1 + (size_t)data[0], true);
	if (strcmp(text_string(&whole.out), text_string(&pieces.out)) != 0)
		abort();
	decode(&messages, data + 1, size - 1, size, false);
	resume(data + 1, size - 1, (size - 1) * data[0] / 255, &messages.out);
	hand_over(data + 1, size - 1);
	text_free(&whole.out);
	text_free(&pieces.out);
	text_free(&messages.out);
	return 0;
}

/*
 * Any bytes given for a train list or for a platform file are messages, refusals and an end; in any pieces
 * the same ones; from any safe point on the same ones.
 *
 * The first byte says which of the two they are given for, and where the rest is cut.  What it watches
 * besides memory: accepted messages have events and those a subject and a code, refused ones an error and no
 * event, every text is UTF-8, every place lies in the bytes.
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

static const char *format;

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
		if (!d->code || d->offset < m->offset || d->offset > h->size)
			abort();
	}
	return error;
}

static void check_event(const struct heard *h, const struct event *e)
{
	if (!e->subject || !*e->subject || !e->code || !*e->code || e->offset > h->size)
		abort();
	must_be_utf8(e->subject);
	must_be_utf8(e->document);
	must_be_utf8(e->place_text);
	must_be_utf8(e->destination);
	must_be_utf8(e->transport.name);
	for (size_t i = 0; i < e->remark_count; i++)
		must_be_utf8(e->remarks[i]);
	for (size_t i = 0; i < e->reference_count; i++)
		must_be_utf8(e->references[i].value);
	for (size_t i = 0; i < e->seal_count; i++)
		must_be_utf8(e->seals[i]);
}

static bool on_message(void *self, const struct message *m)
{
	struct heard *h = self;
	struct json j = {&h->out, false};
	bool refused = m->verdict == VERDICT_REJECTED;

	if (m->line != ++h->messages || refused != has_error(h, m) || (refused && m->event_count) ||
		(refused && m->paper_count) || m->offset + m->length > h->size)
		abort();
	must_be_utf8(m->type);
	must_be_utf8(m->reference);
	text_printf(&h->out, "%u %s %llu %llu\n", m->line, m->type, (unsigned long long)m->offset,
		(unsigned long long)m->length);
	for (size_t i = 0; i < m->event_count; i++) {
		check_event(h, &m->events[i]);
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

/* A world that knows the stations of the seeds. */
static const char *place_called(void *self, const char *list, const char *code)
{
	(void)self;
	return strcmp(list, "ESR") == 0 && strcmp(code, "708507") == 0 ? "KZDOS" : NULL;
}

static const struct decode_world world = {.place_called = place_called};
static const struct decode_hint hint = {.sender = "fuzz", .received = INT64_C(1781913600) * INSTANT_SECOND};

static struct decoder *decoder_of(const struct decode_sink *sink)
{
	struct decoder *d = decoder_new(format, &world, NULL, sink);

	decoder_hint(d, &hint);
	return d;
}

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
	struct decoder *d = decoder_of(&sink);

	h->size = size;
	feed(d, data, size, cut);
	if (!decoder_end(d))
		abort();
	decoder_free(d);
}

/* Decodes half, takes up in another decoder from the safe point on. */
static void resume(const uint8_t *data, size_t size, size_t half, const struct text *whole)
{
	struct heard h = {TEXT_INIT, 0, size};
	struct decode_sink sink = {.self = &h, .message = on_message};
	struct decoder *d = decoder_of(&sink), *e = decoder_of(&sink);
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
	size_t cut;

	if (size < 2)
		return 0;
	format = data[0] & 1 ? "TGNL" : "MOT";
	cut = data[0] >> 1;
	data++;
	size--;
	decode(&whole, data, size, size, true);
	decode(&pieces, data, size, 1 + cut, true);
	if (strcmp(text_string(&whole.out), text_string(&pieces.out)) != 0)
		abort();
	decode(&messages, data, size, size, false);
	resume(data, size, size * cut / 128, &messages.out);
	text_free(&whole.out);
	text_free(&pieces.out);
	text_free(&messages.out);
	return 0;
}

/*
 * Any bytes are messages, refusals and an end; in any pieces the same ones; from any safe point on the same
 * ones.
 *
 * The last byte says where the rest is cut.  What it watches besides memory: accepted messages have events,
 * but for acknowledgements, refused ones an error, every event a subject, every text is UTF-8.
 */
#include "base/arena.h"
#include "base/text.h"
#include "wire/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct heard {
	struct text out;
	uint32_t messages;
};

static bool has_error(const struct message *m)
{
	for (size_t i = 0; i < m->diagnostic_count; i++)
		if (m->diagnostics[i].severity == SEVERITY_ERROR)
			return true;
	return false;
}

/* Refused: of none; accepted: of some, unless it is an acknowledgement. */
static bool has_its_events(const struct message *m)
{
	if (m->verdict == VERDICT_REJECTED)
		return m->event_count == 0;
	return m->event_count > 0 || (m->type && strcmp(m->type, "CONTRL") == 0);
}

static bool on_message(void *self, const struct message *m)
{
	struct heard *h = self;
	struct json j = {&h->out, false};

	if (m->line != ++h->messages || (m->verdict == VERDICT_REJECTED) != has_error(m) ||
		!has_its_events(m))
		abort();
	text_printf(&h->out, "%u %llu %llu\n", m->line, (unsigned long long)m->offset,
		(unsigned long long)m->length);
	for (size_t i = 0; i < m->event_count; i++) {
		if (!m->events[i].subject || !*m->events[i].subject || !m->events[i].code)
			abort();
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

/* Half of the codes mean something. */
static const struct status_code *status(void *self, const struct status_asked *asked)
{
	static const struct status_code meanings[] = {
		{.sender = "", .list = "", .status = "", .event = "DEPA"},
		{.sender = "", .list = "", .status = "", .event = "ARRI", .mode = MODE_RAIL},
		{.sender = "", .list = "", .status = "", .event = "GTIN", .load_state = LOAD_EMPTY},
		{.sender = "", .list = "", .status = ""}};
	unsigned char last = (unsigned char)asked->status[strlen(asked->status) - 1];

	(void)self;
	return last & 4 ? &meanings[last & 3] : NULL;
}

static const struct decode_world world = {.self = NULL, .status = status};

static void feed(struct decoder *d, const uint8_t *data, size_t size, size_t cut)
{
	for (size_t at = 0; at < size; at += cut)
		if (!decoder_feed(d, data + at, size - at < cut ? size - at : cut))
			abort();
}

/* Decodes half, takes up in another decoder from the safe point on. */
static void resume(const uint8_t *data, size_t size, size_t half, const struct text *whole)
{
	struct heard first = {TEXT_INIT, 0}, second = {TEXT_INIT, 0};
	struct decode_sink a = {.self = &first, .message = on_message},
			   b = {.self = &second, .message = on_message};
	struct decoder *d = decoder_new("EDIFACT", &world, NULL, &a),
		       *e = decoder_new("EDIFACT", &world, NULL, &b);
	struct arena arena = ARENA_INIT;
	size_t safe;

	feed(d, data, half, size + 1);
	safe = decoder_safe_offset(d);
	second.messages = first.messages;
	if (!decoder_resume(e, decoder_state(d, &arena), safe, first.messages))
		abort();
	feed(e, data + safe, size - safe, size + 1);
	decoder_end(e);
	text_add(&first.out, text_string(&second.out), second.out.length);
	if (strcmp(text_string(&first.out), text_string(whole)) != 0)
		abort();
	decoder_free(d);
	decoder_free(e);
	arena_free(&arena);
	text_free(&first.out);
	text_free(&second.out);
}

static void decode(struct heard *h, const uint8_t *data, size_t size, size_t cut, bool diagnostics)
{
	struct decode_sink sink = {
		.self = h, .message = on_message, .diagnostic = diagnostics ? on_diagnostic : NULL};
	struct decoder *d = decoder_new("EDIFACT", &world, NULL, &sink);

	feed(d, data, size, cut);
	decoder_end(d);
	decoder_free(d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct heard whole = {TEXT_INIT, 0}, pieces = {TEXT_INIT, 0}, messages = {TEXT_INIT, 0};
	uint8_t cut;

	if (size < 2)
		return 0;
	cut = data[--size];
	decode(&whole, data, size, size + 1, true);
	decode(&pieces, data, size, 1 + (size_t)cut, true);
	if (strcmp(text_string(&whole.out), text_string(&pieces.out)) != 0)
		abort();
	decode(&messages, data, size, size + 1, false);
	resume(data, size, size * cut / 255, &messages.out);
	text_free(&whole.out);
	text_free(&pieces.out);
	text_free(&messages.out);
	return 0;
}

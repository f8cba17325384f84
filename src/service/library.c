/*
 * The functions of landbridge.h: codes and decoding for other programs, with the places that are built in.
 */
#include "base/text.h"
#include "codes/code.h"
#include "service/world.h"
#include "system/clock.h"

#include <landbridge/landbridge.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

/* Codes */

static void write_answer(struct text *out, const struct code_answer *a)
{
	struct json j = {out, false};

	jw_open(&j, '{');
	jw_member(&j, "kind", code_rows[a->kind].word);
	jw_member(&j, "code", a->code);
	jw_member_bool(&j, "holds", a->verdict == CODE_HOLDS || a->verdict == CODE_WARNS);
	jw_member(&j, "text", a->text);
	if (*a->changed)
		jw_member(&j, "changed", a->changed);
	jw_close(&j, '}');
}

/* False where nothing has this shape. */
static bool judge(const char *code, const char *kind, struct code_answer *a)
{
	struct code_answer guesses[CODE_KINDS];
	enum code_kind k;

	if (kind) {
		if (!code_kind_of(kind, &k))
			return false;
		*a = code_judge(k, code);
		return a->verdict != CODE_NOT_THIS;
	}
	if (!code_guess(code, guesses))
		return false;
	*a = guesses[0];
	return true;
}

int lb_check(const char *code, const char *kind, char *out, size_t room)
{
	struct text text = TEXT_INIT;
	struct code_answer a;
	bool known = judge(code, kind, &a);

	if (known)
		write_answer(&text, &a);
	else
		text_say(&text, "{\"holds\":false,\"text\":\"No code that is known here has this shape\"}");
	if (room)
		snprintf(out, room, "%s", text.length < room ? text.bytes : "");
	text_free(&text);
	if (!known)
		return -1;
	return a.verdict == CODE_HOLDS || a.verdict == CODE_WARNS;
}

/* Decoding */

static pthread_once_t world_once = PTHREAD_ONCE_INIT;
static struct world *built_in; /* made once, for all callers, never let go */

static void make_world(void)
{
	struct fault f;

	built_in = world_embedded(&f);
}

struct delivery {
	void (*line)(void *self, const char *json, size_t length);
	void *self;
	struct text text;
	int accepted;
};

static void write_envelope(struct json *j, const struct message *m)
{
	jw_member_integer(j, "message", m->line);
	jw_member(j, "format", m->format);
	jw_member(j, "type", m->type);
	jw_member(j, "directory", m->directory);
	jw_member(j, "reference", m->reference);
	jw_member(j, "document", m->document);
	jw_member(j, "sender", m->sender);
	jw_member(j, "status", verdict_names[m->verdict]);
	jw_member_integer(j, "offset", (int64_t)m->offset);
	jw_member_integer(j, "length", (int64_t)m->length);
}

static void write_diagnostics(struct json *j, const struct diagnostic *d, size_t n)
{
	jw_key(j, "diagnostics");
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		diagnostic_write(j, &d[i]);
	jw_close(j, ']');
}

static struct json line_opens(struct delivery *d)
{
	struct json j = {&d->text, false};

	text_clear(&d->text);
	jw_open(&j, '{');
	return j;
}

static void line_ends(struct delivery *d, struct json *j)
{
	jw_close(j, '}');
	d->line(d->self, d->text.bytes, d->text.length);
}

static bool take_message(void *self, const struct message *m)
{
	struct delivery *d = self;
	struct json j = line_opens(d);

	write_envelope(&j, m);
	jw_key(&j, "events");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->event_count; i++)
		event_write(&j, &m->events[i]);
	jw_close(&j, ']');
	write_diagnostics(&j, m->diagnostics, m->diagnostic_count);
	line_ends(d, &j);
	d->accepted += m->verdict != VERDICT_REJECTED;
	return true;
}

static void take_diagnostic(void *self, const struct diagnostic *found)
{
	struct delivery *d = self;
	struct json j = line_opens(d);

	write_diagnostics(&j, found, 1);
	line_ends(d, &j);
}

int lb_decode(
	const void *bytes, size_t n, void (*line)(void *self, const char *json, size_t length), void *self)
{
	struct delivery d = {line, self, TEXT_INIT, 0};
	const struct decode_sink sink = {.self = &d, .message = take_message, .diagnostic = take_diagnostic};
	const struct decode_limits limits = {0};
	const struct decode_hint hint = {.received = clock_now()};
	const char *format = decode_sniff(bytes, n);
	struct decode_world world;
	struct decoder *decoder;

	pthread_once(&world_once, make_world);
	if (!format || !built_in)
		return -1;
	world = world_decode(built_in);
	decoder = decoder_new(format, &world, &limits, &sink);
	if (!decoder)
		return -1;
	decoder_hint(decoder, &hint);
	if (decoder_feed(decoder, bytes, n))
		decoder_end(decoder);
	decoder_free(decoder);
	text_free(&d.text);
	return d.accepted;
}

/*
 * What any bytes say is handed out in every format, and what an EDIFACT format said is what its bytes say.
 *
 * The bytes themselves say which decoder reads them.  What it watches besides memory: each event that is read
 * from a message of ours was there before (subject, code, classifier, time, place, document), no message of
 * ours is refused, and handing out what was read gives the same bytes once more.
 */
#include "base/arena.h"
#include "wire/decode.h"
#include "wire/edifact/own.h"
#include "wire/edifact_out/statuses.h"
#include "wire/emit.h"
#include "wire/status_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct kept {
	struct arena arena;
	struct emitted *events;
	size_t count, room;
	bool refused;
};

static bool on_message(void *self, const struct message *m)
{
	struct kept *k = self;

	k->refused |= m->verdict == VERDICT_REJECTED;
	for (size_t i = 0; i < m->event_count; i++) {
		struct event *e = arena_alloc(&k->arena, sizeof *e);

		*e = m->events[i];
		event_keep(&k->arena, e);
		k->events = arena_grow(&k->arena, k->events, k->count, &k->room, sizeof *k->events);
		k->events[k->count++] = (struct emitted){e, INSTANT_NONE};
	}
	return k->count < 2000;
}

/* The statuses that are handed out, as data/status_codes.csv has them. */
static void own_statuses(struct status_book *book, struct arena *a)
{
	struct status_code rows[256];
	const struct status_out *s;
	size_t n = 0;

	for (size_t i = 0; (s = status_out_at(i)); i++)
		for (unsigned c = 0; c < CLASSIFIERS; c++)
			if (s->code[c])
				rows[n++] = (struct status_code){.sender = "",
					.list = status_is_own(s, c) ? OWN_NAME : "UN",
					.status = s->code[c],
					.event = s->event,
					.classifier = c};
	status_book_make(book, a, rows, n);
}

/* Ours mean what they say, of others half mean something. */
static const struct status_code *status(void *self, const struct status_asked *asked)
{
	static const struct status_code meanings[] = {
		{.sender = "", .list = "", .status = "", .event = "DEPA"},
		{.sender = "", .list = "", .status = "", .event = "ARRI", .mode = MODE_RAIL},
		{.sender = "", .list = "", .status = "", .event = "GTIN", .load_state = LOAD_EMPTY},
		{.sender = "", .list = "", .status = "", .event = "WAYP", .classifier = CLASSIFIER_PLN}};
	unsigned char last = (unsigned char)asked->status[strlen(asked->status) - 1];
	const struct status_code *found = status_book_find(self, asked);

	return found || !(last & 4) ? found : &meanings[last & 3];
}

static void decode(
	struct kept *k, const struct status_book *book, const char *format, const void *bytes, size_t n)
{
	const struct decode_world world = {.self = (void *)(uintptr_t)book, .status = status};
	struct decode_sink sink = {.self = k, .message = on_message};
	struct decoder *d = decoder_new(format, &world, NULL, &sink);

	if (decoder_feed(d, bytes, n))
		decoder_end(d);
	decoder_free(d);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool says_the_same(const struct event *a, const struct event *b)
{
	return same(a->subject, b->subject) && same(a->code, b->code) && a->classifier == b->classifier &&
	       a->happened.at == b->happened.at && a->subject_kind == b->subject_kind && a->type == b->type;
}

static void was_there(const struct kept *before, const struct event *e, const struct text *bytes)
{
	for (size_t i = 0; i < before->count; i++)
		if (says_the_same(before->events[i].event, e))
			return;
	fprintf(stderr, "nobody said %s of %s:\n%s", e->code, e->subject, bytes->bytes);
	abort();
}

static void tell_difference(const char *once, const char *twice)
{
	size_t i = 0, from;

	while (once[i] && once[i] == twice[i])
		i++;
	from = i < 400 ? 0 : i - 400;
	fprintf(stderr, "%.600s\nand then\n%.600s\n", once + from, twice + from);
}

static void hand_out(
	const struct emit_format *format, const struct status_book *book, const struct kept *first)
{
	const struct emit_head head = {.now = INT64_C(1782000000000000)};
	struct text once = TEXT_INIT, twice = TEXT_INIT;
	struct emit_told told = {0, 0}, again = {0, 0};
	struct kept second = {.arena = ARENA_INIT};

	format->write(&once, &head, first->events, first->count, &told);
	if (told.said + told.left_out != first->count)
		abort();
	if (strcmp(format->ending, "edi") == 0 && told.said) {
		decode(&second, book, "EDIFACT", once.bytes, once.length);
		for (size_t i = 0; i < second.count; i++)
			was_there(first, second.events[i].event, &once);
		format->write(&twice, &head, second.events, second.count, &again);
		if (second.refused || once.length != twice.length ||
			memcmp(once.bytes, twice.bytes, once.length) != 0) {
			tell_difference(text_string(&once), text_string(&twice));
			abort();
		}
	}
	text_free(&once);
	text_free(&twice);
	arena_free(&second.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct kept first = {.arena = ARENA_INIT};
	const struct emit_format *format;
	struct status_book book;
	struct arena arena = ARENA_INIT;

	if (!decode_sniff((const char *)data, size))
		return 0;
	own_statuses(&book, &arena);
	decode(&first, &book, decode_sniff((const char *)data, size), data, size);
	for (size_t i = 0; (format = emit_format(i)); i++)
		hand_out(format, &book, &first);
	arena_free(&first.arena);
	arena_free(&arena);
	return 0;
}

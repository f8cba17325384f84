/* What holds of any message's bytes: however they are cut the same is heard, whether its events are handed
 * over or not the same events come, and every beginning of them is taken or refused. */
#ifndef UNIT_WIRE_CUT_H
#define UNIT_WIRE_CUT_H

#include "wire/cases.h"

struct counted {
	struct heard heard;
	size_t handed;
};

static inline bool counted_events(void *self, const struct message *m, const struct event *e, size_t n)
{
	struct counted *c = self;

	assert_null(m->events);
	assert_non_null(e->subject);
	c->handed += n;
	return true;
}

static inline bool counted_message(void *self, const struct message *m)
{
	struct message without = *m;

	without.event_count = 0;
	return heard_message(&((struct counted *)self)->heard, &without);
}

/* How many events are handed over, in pieces of 1,000 bytes. */
static inline size_t cut_handed(const char *bytes, size_t n)
{
	struct counted c = {.handed = 0};
	struct decode_sink sink = {.self = &c, .message = counted_message};
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);

	decoder_hand_over(d, counted_events);
	for (size_t at = 0; at < n; at += 1000)
		assert_true(decoder_feed(d, bytes + at, n - at < 1000 ? n - at : 1000));
	assert_true(decoder_end(d));
	assert_int_equal(c.heard.refused, 0);
	decoder_free(d);
	heard_free(&c.heard);
	return c.handed;
}

static inline void cut_holds(const char *type, const char *body)
{
	struct text bytes = TEXT_INIT;
	struct heard whole;

	message_wrap(&bytes, type, body);
	hear(&whole, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(whole.refused, 0);
	assert_int_equal(cut_handed(bytes.bytes, bytes.length), whole.events);
	for (size_t cut = 0; cut <= bytes.length; cut++) {
		struct heard pieces = {.out = TEXT_INIT}, start;

		hear_cut(&pieces, &little.world, bytes.bytes, bytes.length, &cut, 1);
		assert_string_equal(text_string(&whole.out), text_string(&pieces.out));
		heard_free(&pieces);
		hear(&start, &little.world, bytes.bytes, cut);
		assert_true(start.accepted + start.warned + start.refused == start.messages);
		assert_true(start.events == 0 || start.events == whole.events);
		heard_free(&start);
	}
	heard_free(&whole);
	text_free(&bytes);
}

#endif

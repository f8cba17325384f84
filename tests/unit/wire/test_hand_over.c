/* Events that are handed over as they are made are those that come with their messages else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "base/limits.h"
#include "wire/heard.h"

#include <stdlib.h>

static struct little_world little;

static int little_up(void **state)
{
	(void)state;
	little_world_make(&little);
	return 0;
}

static int little_down(void **state)
{
	(void)state;
	arena_free(&little.arena);
	return 0;
}

struct taken { /* heard, but that a message's events come before it */
	struct heard heard;
	struct text events; /* of the message under way */
	uint32_t line;
	size_t count, times;
	unsigned stop_after; /* times that events came; 0: never */
};

static bool take_events(void *self, const struct message *m, const struct event *e, size_t n)
{
	struct taken *t = self;

	assert_true(n > 0);
	assert_null(m->events);
	t->line = m->line;
	t->count += n;
	t->times++;
	for (size_t i = 0; i < n; i++) {
		struct json j = {&t->events, false};

		event_write(&j, &e[i]);
		text_byte(&t->events, '\n');
	}
	return t->times != t->stop_after;
}

/* The message as it would be with its events: written in the same order. */
static bool take_message(void *self, const struct message *m)
{
	struct taken *t = self;
	struct message without = *m;
	struct text diagnostics;
	size_t line_end;

	assert_null(m->events);
	if (m->verdict != VERDICT_REJECTED)
		assert_int_equal(m->event_count, t->count);
	else
		assert_int_equal(m->event_count, 0);
	without.event_count = 0;
	t->heard.events += (unsigned)m->event_count;
	line_end = t->heard.out.length;
	heard_message(&t->heard, &without);
	line_end += strcspn(t->heard.out.bytes + line_end, "\n") + 1;
	diagnostics = (struct text){0};
	text_add(&diagnostics, t->heard.out.bytes + line_end, t->heard.out.length - line_end);
	t->heard.out.length = line_end;
	if (m->verdict != VERDICT_REJECTED)
		text_say(&t->heard.out, text_string(&t->events));
	text_say(&t->heard.out, text_string(&diagnostics));
	text_free(&diagnostics);
	text_clear(&t->events);
	t->count = 0;
	return true;
}

static void take_diagnostic(void *self, const struct diagnostic *d)
{
	heard_diagnostic(&((struct taken *)self)->heard, d);
}

static bool take(struct taken *t, const char *bytes, size_t n, size_t piece)
{
	struct decode_sink sink = {.self = t, .message = take_message, .diagnostic = take_diagnostic};
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);
	bool more = true;

	decoder_hand_over(d, take_events);
	for (size_t at = 0; more && at < n; at += piece)
		more = decoder_feed(d, bytes + at, n - at < piece ? n - at : piece);
	more = more && decoder_end(d);
	decoder_free(d);
	return more;
}

static void taken_free(struct taken *t)
{
	heard_free(&t->heard);
	text_free(&t->events);
}

static void assert_same_heard(const char *bytes, size_t n)
{
	struct taken t = {0};
	struct heard whole;

	hear(&whole, &little.world, bytes, n);
	assert_true(take(&t, bytes, n, 1000));
	assert_string_equal(text_string(&t.heard.out), text_string(&whole.out));
	assert_int_equal(t.heard.events, whole.events);
	heard_free(&whole);
	taken_free(&t);
}

static void begin(struct text *t, const char *head)
{
	text_printf(t, "UNH+1+COARRI:D:95B:UN:SMDG16'BGM+%sS1+9'DTM+137:202606151200:203'", head);
	text_say(t, "TDT+20+031W+1++LBC:172:20+++9227273:146:11:LANDBRIDGE EXPRESS'LOC+9+CNLYG:139:6'"
		    "DTM+132:202606140800:203'NAD+CF+LBC:160:20'RFF+BN:HEADBOOKING'");
}

/* Every kind of thing that a box may say, now and then: moves twice, stands nowhere, names a place we do not
 * know. */
static void add_box(struct text *t, unsigned n)
{
	text_printf(t, "EQD+CN+LBTU%07u+22G1:102:5++%s+5'RFF+BN:BK%u'DTM+203:20260615%02u%02u:203'", n,
		n % 11 ? "2" : "16", n / 3, n / 60 % 24, n % 60);
	text_printf(t, "LOC+147+%07u::5'LOC+9+%s:139:6'LOC+11+KRPUS:139:6'SEL+S%u+CA'", n,
		n % 7 ? "CNLYG" : "XXAAA", n);
	if (n % 5 == 0)
		text_say(t, "MEA+AAE+G+KGM:5000'FTX+AAI+++A REMARK'TDT+1++3+31'LOC+8+DEHAM:139:6'");
	if (n % 13 == 0)
		text_say(t, "EQD+RR+8155'");
}

static void messages_of_many_boxes_say_the_same(void **state)
{
	struct text t = TEXT_INIT;

	(void)state;
	text_say(&t, "UNB+UNOA:2+LBTERM+LBLINE+260615:1200+7'");
	for (unsigned m = 0; m < 4; m++) {
		begin(&t, m % 2 ? "46+" : "44+");
		for (unsigned i = 0; i < 700; i++)
			add_box(&t, m * 100 + i);
		/* the head goes on behind the boxes, and one message has no end */
		text_say(&t, "NAD+TR+LNOCT:TERMINALS:ZZZ'");
		for (unsigned i = 0; i < 5; i++)
			add_box(&t, 5000 + i);
		text_say(&t, m == 2 ? "CNT+16:1'" : "CNT+16:705'UNT+1+1'");
	}
	text_say(&t, "UNZ+4+7'");
	assert_same_heard(t.bytes, t.length);
	text_free(&t);
}

static void a_large_message_comes_in_several_times(void **state)
{
	struct text bytes = TEXT_INIT;
	struct taken t = {0};

	(void)state;
	text_say(&bytes, "UNB+UNOA:2+LBTERM+LBLINE+260615:1200+7'");
	begin(&bytes, "46+");
	for (unsigned i = 0; i < 2000; i++)
		add_box(&bytes, i);
	text_say(&bytes, "UNT+1+1'UNZ+1+7'");
	assert_true(take(&t, bytes.bytes, bytes.length, bytes.length));
	assert_true(t.times > 4);
	taken_free(&t);
	/* and stops where it is told to */
	t = (struct taken){.stop_after = 2};
	assert_false(take(&t, bytes.bytes, bytes.length, 500));
	assert_int_equal(t.times, 2);
	assert_int_equal(t.heard.messages, 0);
	taken_free(&t);
	text_free(&bytes);
}

static void changed_bytes_say_the_same(void **state)
{
	struct chance c = {20260615};
	struct text t = TEXT_INIT;

	(void)state;
	text_say(&t, "UNB+UNOA:2+LBTERM+LBLINE+260615:1200+7'");
	for (unsigned m = 0; m < 2; m++) {
		begin(&t, "46+");
		for (unsigned i = 0; i < 300; i++)
			add_box(&t, i);
		text_say(&t, "CNT+16:300'UNT+1+1'");
	}
	for (int round = 0; round < 60; round++) {
		char *copy = malloc(t.length);

		memcpy(copy, t.bytes, t.length);
		for (int i = 0; i < 4; i++)
			copy[chance_below(&c, t.length)] = "'+:?\nUNHTA1\xFF"[chance_below(&c, 12)];
		assert_same_heard(copy, t.length);
		free(copy);
	}
	text_free(&t);
}

/* What a box of a status report says is spoken of by statuses that come later: it must still be there. */
static void status_reports_say_the_same(void **state)
{
	struct text t = TEXT_INIT;

	(void)state;
	text_say(&t, "UNB+UNOA:2+LBRAIL+LBLINE+260615:1200+7'UNH+1+IFTSTA:D:00B:UN'BGM+23+S1+9'");
	text_say(&t, "DTM+137:202606151200:203'NAD+MS+LBRAIL'");
	for (unsigned c = 0; c < 20; c++) {
		text_printf(&t, "CNI+%u+WB%u'STS+1+24'DTM+334:202606150%u00:203'LOC+9+CNLYG:139:6'", c + 1, c,
			c % 10);
		text_printf(&t, "TDT+1+X%u+2++LBR:172:ZZZ'STS+1+16'DTM+334:202606160900:203'", c);
		text_say(&t, "FTX+AAI+++A REMARK'");
		for (unsigned i = 0; i < 40; i++)
			text_printf(
				&t, "EQD+CN+LBTU%07u+22G1:102:5'SEL+S%u+CA'RFF+BN:BK%u'", c * 40 + i, i, i);
		text_say(&t, "STS+1+31'DTM+334:202606170900:203'LOC+5+KZDOS:139:6'");
	}
	text_say(&t, "UNT+1+1'UNH+2+IFTSTA:D:16A:UN'BGM+23+S2+9'DTM+137:202606151200:203'");
	for (unsigned i = 0; i < 300; i++)
		text_printf(&t,
			"EQD+CN+LBTU%07u+22G1:102:5'SEL+S%u+CA'STS+1+24'LOC+9+CNLYG'DTM+334:202606151100:"
			"203'",
			i, i);
	text_say(&t, "UNT+1+2'UNZ+2+7'");
	assert_same_heard(t.bytes, t.length);
	text_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_of_many_boxes_say_the_same),
		cmocka_unit_test(a_large_message_comes_in_several_times),
		cmocka_unit_test(changed_bytes_say_the_same),
		cmocka_unit_test(status_reports_say_the_same),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}

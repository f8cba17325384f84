/* Interchanges and messages: quirks of real senders, and what holds for any bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "base/limits.h"
#include "wire/cases.h"

#define UNB "UNB+UNOA:2+LBTERM+LBLINE+260215:1200+7'"
#define UNH "UNH+1+CODECO:D:95B:UN:ITG12'"
#define BODY                                                                                                 \
	"BGM+34+DOC1+9'NAD+MS+LBTERM'EQD+CN+LBRU1000011+22G1:102:5++2+5'DTM+7:202602150830:203'LOC+165+"     \
	"CNLYG:139:6'"
#define UNT     "UNT+7+1'"
#define UNZ     "UNZ+1+7'"
#define GOOD    UNB UNH BODY UNT UNZ
#define SIZE(s) s, sizeof(s) - 1

/* How many messages were accepted, accepted with warnings, refused; their events; what must be said. */
static const struct quirk {
	const char *name, *bytes;
	size_t n;
	unsigned accepted, warned, refused, events;
	const char *said; /* NULL: no diagnostic at all */
} quirks[] = {
	{"nothing odd", SIZE(GOOD), 1, 0, 0, 1, NULL},
	{"line ends", SIZE(UNB "\r\n" UNH "\n\n" BODY "\r" UNT "\r\n" UNZ "\r\n"), 1, 0, 0, 1, NULL},
	{"byte order mark", SIZE("\xEF\xBB\xBF" GOOD), 1, 0, 0, 1, NULL},
	{"announced characters", SIZE("UNA:+.? '" GOOD), 1, 0, 0, 1, NULL},
	{"other characters",
		SIZE("UNA!;,# ~UNB;UNOA!2;LBTERM;LBLINE;260215!1200;7~UNH;1;CODECO!D!95B!UN~BGM;34;D;9~"
		     "EQD;CN;LBRU1000011;22G1;;2;5~DTM;7!202602150830!203~LOC;165;CNLYG~UNT;6;1~UNZ;1;7~"),
		1, 0, 0, 1, NULL},
	{"lines of eighty characters",
		SIZE("UNB+UNOA:2+LBTERM+LBLINE+260215:1200+7'UNH+1+CODECO:D:95B:UN'BGM+34+DOC1+9'EQD+C\r\n"
		     "N+LBRU1000011+22G1:102:5++2+5'DTM+7:202602150830:203'LOC+165+CNLYG:139:6'UNT+6+1\r\n'"
		     "UNZ+1+7'"),
		1, 0, 0, 1, "line-break"},
	{"no UNB and no UNZ", SIZE(UNH BODY UNT), 1, 0, 0, 1, "\"code\":\"unb-missing\""},
	{"no UNZ", SIZE(UNB UNH BODY UNT), 1, 0, 0, 1, "\"code\":\"unz-missing\""},
	{"no UNB but UNZ", SIZE(UNH BODY UNT "UNZ+1+7'"), 1, 0, 0, 1, "\"code\":\"unb-missing\""},
	{"two deliveries without UNB", SIZE(UNH BODY UNT "UNZ+1+7'" UNH BODY UNT "UNZ+1+8'"), 2, 0, 0, 2,
		"\"code\":\"unb-missing\""},
	{"UNZ alone", SIZE("UNZ+0+1'"), 0, 0, 0, 0, "\"code\":\"no-message\""},
	{"UNZ counts wrongly", SIZE(UNB UNH BODY UNT "UNZ+2+7'"), 1, 0, 0, 1,
		"UNZ says 2 messages, there are 1"},
	{"UNZ of another interchange", SIZE(UNB UNH BODY UNT "UNZ+1+8'"), 1, 0, 0, 1, "reference-mismatch"},
	{"UNZ unterminated", SIZE(UNB UNH BODY UNT "UNZ+1+7"), 1, 0, 0, 1, "segment-unterminated"},
	{"UNT counts wrongly", SIZE(UNB UNH BODY "UNT+6+1'" UNZ), 0, 1, 0, 1,
		"UNT says 6 segments, the message has 7"},
	{"UNT padded with zeros", SIZE(UNB UNH BODY "UNT+000007+1'" UNZ), 1, 0, 0, 1, NULL},
	{"UNT of another message", SIZE(UNB UNH BODY "UNT+7+2'" UNZ), 0, 1, 0, 1, "reference-mismatch"},
	{"UNT unterminated", SIZE(UNB UNH BODY "UNT+7+1"), 0, 0, 1, 0, "message-unterminated"},
	{"no UNT before UNZ", SIZE(UNB UNH BODY UNZ), 0, 0, 1, 0, "its UNT is missing"},
	{"no UNT before the next UNH", SIZE(UNB UNH BODY UNH BODY UNT UNZ), 1, 0, 1, 1, "its UNT is missing"},
	{"no UNT before the end", SIZE(UNB UNH BODY), 0, 0, 1, 0, "the bytes end before its UNT"},
	{"the end inside a segment", SIZE(UNB UNH BODY "MEA+AA"), 0, 0, 1, 0,
		"the bytes end inside a segment"},
	{"groups", SIZE(UNB "UNG+CODECO+A+B+260215:1200+G1+UN+D:95B'" UNH BODY UNT "UNE+1+G1'UNZ+1+7'"), 1, 0,
		0, 1, NULL},
	{"a group that counts wrongly",
		SIZE(UNB "UNG+CODECO+A+B+260215:1200+G1+UN+D:95B'" UNH BODY UNT "UNE+3+G1'UNZ+1+7'"), 1, 0, 0,
		1, "UNE says 3 messages, there are 1"},
	{"a group without its end", SIZE(UNB "UNG+CODECO+A+B+260215:1200+G1+UN+D:95B'" UNH BODY UNT UNZ), 1,
		0, 0, 1, "une-missing"},
	{"the end of no group", SIZE(UNB UNH BODY UNT "UNE+1+G1'" UNZ), 1, 0, 0, 1, "ung-missing"},
	{"two messages", SIZE(UNB UNH BODY UNT UNH BODY UNT "UNZ+2+7'"), 2, 0, 0, 2, NULL},
	{"two interchanges", SIZE(GOOD GOOD), 2, 0, 0, 2, NULL},
	{"two interchanges, the first without UNZ", SIZE(UNB UNH BODY UNT GOOD), 2, 0, 0, 2, "unz-missing"},
	{"a message that is not taken, beside one that is",
		SIZE(UNB "UNH+9+COPINO:D:00B:UN'BGM+23'UNT+3+9'" UNH BODY UNT "UNZ+2+7'"), 1, 0, 1, 1,
		"COPINO messages are not taken yet"},
	{"no syntax version", SIZE("UNB+UNOB+LBTERM+LBLINE+260215:1200+7'" UNH BODY UNT UNZ), 1, 0, 0, 1,
		"syntax-version"},
	{"an unknown syntax", SIZE("UNB+XXXX:2+LBTERM+LBLINE+260215:1200+7'" UNH BODY UNT UNZ), 1, 0, 0, 1,
		"syntax-unknown"},
	{"no date in UNB", SIZE("UNB+UNOA:2+LBTERM+LBLINE++7'" UNH BODY UNT UNZ), 1, 0, 0, 1, "date-invalid"},
	{"an older directory", SIZE(UNB "UNH+1+CODECO:S:93A:UN'" BODY UNT UNZ), 0, 1, 0, 1,
		"directory S.93A is none of"},
	{"a directory to come", SIZE(UNB "UNH+1+CODECO:D:31B:UN'" BODY UNT UNZ), 0, 1, 0, 1,
		"\"code\":\"directory\""},
	{"the first directory", SIZE(UNB "UNH+1+CODECO:D:95B:UN'" BODY UNT UNZ), 1, 0, 0, 1, NULL},
	{"the last directory", SIZE(UNB "UNH+1+CODECO:D:23A:UN'" BODY UNT UNZ), 1, 0, 0, 1, NULL},
	{"no type", SIZE(UNB "UNH+1'" BODY UNT UNZ), 0, 0, 1, 0, "message-type"},
	{"an unknown segment", SIZE(UNB UNH BODY "XYZ+1'UNT+8+1'" UNZ), 0, 1, 0, 1,
		"segment XYZ fits no row of CODECO"},
	{"a segment outside of its group", SIZE(UNB UNH "SEL+1'" BODY "UNT+8+1'" UNZ), 0, 1, 0, 1,
		"segment-position"},
	{"a segment outside of every message", SIZE(UNB "BGM+34'" UNH BODY UNT UNZ), 1, 0, 0, 1,
		"segment-outside"},
	{"no segment", SIZE(UNB UNH BODY "hello'UNT+8+1'" UNZ), 0, 1, 0, 1, "segment-name"},
	{"an empty party", SIZE(UNB UNH BODY "NAD'UNT+8+1'" UNZ), 1, 0, 0, 1, NULL},
	{"text after the end", SIZE(GOOD "-- sent by mail"), 1, 0, 0, 1, "segment-unterminated"},
	{"padding after the end", SIZE(GOOD "\0\0\0\x1A"), 1, 0, 0, 1, "control characters between segments"},
	{"a control character",
		SIZE(UNB UNH BODY "FTX+AAA+++a\x01"
				  "b'UNT+8+1'" UNZ),
		0, 1, 0, 1, "control-character"},
	{"nothing at all", SIZE(""), 0, 0, 0, 0, "no-message"},
	{"no EDIFACT", SIZE("{\"eventID\": 1}"), 0, 0, 0, 0, "no-message"},
};

static void quirks_are_survived(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof quirks / sizeof *quirks; i++) {
		const struct quirk *q = &quirks[i];
		struct heard h;

		hear(&h, &little.world, q->bytes, q->n);
		if (h.accepted != q->accepted || h.warned != q->warned || h.refused != q->refused ||
			h.events != q->events)
			print_message("case %s:\n%s", q->name, text_string(&h.out));
		assert_int_equal(h.accepted, q->accepted);
		assert_int_equal(h.warned, q->warned);
		assert_int_equal(h.refused, q->refused);
		assert_int_equal(h.events, q->events);
		if (q->said)
			assert_true(heard_has(&h, q->said));
		else
			assert_true(heard_has_not(&h, "\"severity\""));
		heard_free(&h);
	}
}

static void cuts_change_nothing(void **state)
{
	struct chance chance = {95};

	(void)state;
	for (size_t i = 0; i < sizeof quirks / sizeof *quirks; i++) {
		const struct quirk *q = &quirks[i];
		struct heard whole;

		hear(&whole, &little.world, q->bytes, q->n);
		for (size_t cut = 0; cut <= q->n; cut++) {
			size_t cuts[3] = {cut, cut, cut};
			struct heard pieces = {.out = TEXT_INIT};

			cuts[1] = cuts[0] + chance_below(&chance, q->n - cuts[0] + 1);
			cuts[2] = cuts[1] + chance_below(&chance, q->n - cuts[1] + 1);
			hear_cut(&pieces, &little.world, q->bytes, q->n, cuts, 3);
			assert_string_equal(text_string(&whole.out), text_string(&pieces.out));
			heard_free(&pieces);
		}
		heard_free(&whole);
	}
}

#define COARRI                                                                                               \
	"UNA:+.? "                                                                                           \
	"'UNB+UNOC:3+LBTERM+LBLINE+20260215:1200+7'UNH+A+COARRI:D:00B:UN'BGM+44+D?+1+5'DTM+137:"             \
	"202602151000:203'"                                                                                  \
	"TDT+20+031W+1++LBL:172:20+++9123453:146:11:BRIDGE "                                                 \
	"ST\xC4R'LOC+11+CNLYG:139:6+LNOCT:TER:306'DTM+178:2602150300:201'"                                   \
	"NAD+CF+LBL'EQD+CN+LBRU1000011+45G1++3+5'RFF+BN:123'DTM+203:202602150830:203'LOC+9+KRPUS'LOC+147+"   \
	"0010203::5'"                                                                                        \
	"MEA+AAE+VGM+KGM:12000,5'SEL+X1+CA'FTX+AAA+++THINGS'DGS+IMD+8+2735'TMP+2+-18:CEL'EQD+CN+"            \
	"LBRU1000027+22G1++5+4'"                                                                             \
	"DTM+203:202602150900:203'CNT+16:2'UNT+22+A'" UNH BODY UNT "UNZ+2+7'"

static unsigned severities(const struct heard *h, const char *severity)
{
	unsigned n = 0;
	const char *p = text_string(&h->out);

	while ((p = strstr(p, severity))) {
		n++;
		p++;
	}
	return n;
}

/* A refusal says why; what is taken has events. */
static void is_sound(const struct heard *h)
{
	assert_int_equal(h->messages, h->accepted + h->warned + h->refused);
	if (h->refused || !h->messages)
		assert_true(severities(h, "\"severity\":\"error\"") >= (h->refused ? h->refused : 1));
	else
		assert_int_equal(severities(h, "\"severity\":\"error\""), 0);
	assert_true(h->events >= h->accepted + h->warned);
	assert_true(h->went_on);
}

static void every_prefix_is_taken_or_refused(void **state)
{
	static const char bytes[] = COARRI;
	size_t length = sizeof bytes - 1, second = (size_t)(strstr(bytes, UNH) - bytes);

	(void)state;
	for (size_t n = 0; n <= length; n++) {
		struct heard h;

		hear(&h, &little.world, bytes, n);
		is_sound(&h);
		/* a message is whole or not there: the first has 3 events */
		assert_int_equal(h.events, n < second ? 0 : n < length - sizeof "UNZ+2+7'" + 1 ? 3 : 4);
		heard_free(&h);
	}
}

static void every_change_is_taken_or_refused(void **state)
{
	static const char bytes[] = COARRI, changes[] = "\0\n'+:?AU0 \x80\xFF";
	char changed[sizeof bytes];

	(void)state;
	for (size_t i = 0; i < sizeof bytes - 1; i++)
		for (size_t k = 0; k < sizeof changes - 1 + 2; k++) {
			struct heard h;
			size_t n = sizeof bytes - 1;

			memcpy(changed, bytes, sizeof bytes);
			if (k < sizeof changes - 1)
				changed[i] = changes[k];
			else if (k == sizeof changes - 1)
				changed[i] ^= 1;
			else /* lost */
				memmove(changed + i, changed + i + 1, n-- - i);
			hear(&h, &little.world, changed, n);
			is_sound(&h);
			heard_free(&h);
		}
}

static void the_same_bytes_give_the_same_ids(void **state)
{
	static const char bytes[] = COARRI;
	struct heard first, again, moved;

	(void)state;
	hear(&first, &little.world, bytes, sizeof bytes - 1);
	assert_int_equal(first.events, 4);
	hear(&again, &little.world, bytes, sizeof bytes - 1);
	assert_string_equal(text_string(&first.out), text_string(&again.out));
	/* where a message stands says nothing about what it is */
	hear(&moved, &little.world, SIZE("\r\n" COARRI));
	for (const char *p = text_string(&first.out); (p = strstr(p, "\"eventID\":\"")); p++) {
		char id[60];

		snprintf(id, sizeof id, "%.47s", p);
		assert_true(heard_has(&moved, id));
	}
	heard_free(&first);
	heard_free(&again);
	heard_free(&moved);
}

/* Decodes up to a cut and on, and from its safe point on in another decoder: both say the same from there.
 * True where the cut is a safe point itself. */
static bool resumes(const char *bytes, size_t n, size_t cut)
{
	struct heard h = {.out = TEXT_INIT}, rest = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h), other = heard_sink(&rest);
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);
	struct decoder *e = decoder_new("EDIFACT", &little.world, NULL, &other);
	struct arena a = ARENA_INIT;
	size_t safe, heard;

	assert_true(decoder_feed(d, bytes, cut));
	safe = decoder_safe_offset(d);
	assert_true(safe <= cut);
	heard = h.out.length;
	assert_true(decoder_resume(e, decoder_state(d, &a), safe, h.messages));
	assert_int_equal(decoder_safe_offset(e), safe);
	assert_true(decoder_feed(d, bytes + cut, n - cut) && decoder_end(d));
	assert_true(decoder_feed(e, bytes + safe, n - safe) && decoder_end(e));
	assert_string_equal(text_string(&h.out) + heard, text_string(&rest.out));
	decoder_free(d);
	decoder_free(e);
	arena_free(&a);
	heard_free(&h);
	heard_free(&rest);
	return safe == cut;
}

#define GREEK                                                                                                \
	"UNA;+.! "                                                                                           \
	"~UNB+UNOE;4+LB;Z%+LBLINE+260215;1200+8~UNH+1+CODECO;D;95B;UN~BGM+36+D+9~EQD+CN+LBRU2000037+22G1++"  \
	"2+5~"                                                                                               \
	"DTM+7;202602150830;203~FTX+AAA+++\xB1~UNT+6+1~UNH+2+CODECO;D;95B;UN~BGM+36+E+9~"                    \
	"EQD+CN+LBRU2000037+22G1++2+5~DTM+7;202602150930;203~FTX+AAA+++\xB1~UNT+6+2~UNZ+2+8~"

static void decoding_resumes_at_safe_points(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		unsigned points;
	} rows[] = {
		/* the start; behind two UNB, two UNZ and four messages; behind a UNA is none */
		{SIZE(COARRI GREEK), 9},
		/* that no UNB was there is said once; UNZ counts from the last one */
		{SIZE(UNH BODY UNT UNH BODY UNT "UNZ+2+1'" UNH BODY UNT "UNZ+1+1'"), 6},
		/* other characters in the midst of a message that never ends */
		{SIZE(UNB UNH BODY UNT UNH BODY GREEK), 7},
		/* characters announced by a UNA that no UNB follows */
		{SIZE("UNA;+.! "
		      "~UNH+1+CODECO;D;95B;UN~BGM+36+D+9~EQD+CN+LBRU2000037~DTM+7;202602150830;203~UNT+5+1~"
		      "UNH+2+CODECO;D;95B;UN~BGM+36+D+9~EQD+CN+LBRU2000037~DTM+7;202602150930;203~UNT+5+2~"),
			3},
		/* a message without UNB behind an interchange in Latin-1: no longer that */
		{SIZE("UNB+UNOC:3+LBTERM+LBLINE+260215:1200+7'" UNH BODY UNT "UNZ+1+7'" UNH
		      "BGM+34+D\xFC+9'EQD+CN+LBRU2000037'DTM+7:202602150830:203'" UNT),
			5},
		/* groups; a line end that ends segments; a stray segment */
		{SIZE("UNA:+.? \nUNB+UNOA:2+LB "
		      "TERM+LBLINE+260215:1200+7\nUNG+CODECO+A+B+260215:1200+G1+UN+D:95B\n"
		      "UNH+1+CODECO:D:95B:UN\nBGM+34+D+9\nEQD+CN+LBRU1000011\nDTM+7:202602150830:203\nUNT+5+"
		      "1\n"
		      "XYZ+1\nUNE+1+G1\nUNZ+1+7\n"),
			7},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned points = 0;

		for (size_t cut = 0; cut <= rows[i].n; cut++)
			points += resumes(rows[i].bytes, rows[i].n, cut);
		assert_int_equal(points, rows[i].points);
	}
}

static void a_state_that_is_none_is_refused(void **state)
{
	static const char *const states[] = {"", "edifact=1\n",
		"edifact=2\nflags=0 0 0 0 0 0\ncounts=0 2 1 0 1 5\n",
		"edifact=1\nflags=0 0 0 0 0 0\ncounts=99 2 1 0 1 "
		"5\ncharacters=:+.?*'\nsyntax=\nsender=\nrecipient=\n"
		"reference=\ngroup=\n",
		"edifact=1\nflags=0 0 0 0 0 0\ncounts=0 2 1 0 1 "
		"5\ncharacters=:+.?*\nsyntax=\nsender=\nrecipient=\n"
		"reference=\ngroup=\n",
		"edifact=1\nflags=0 0 0 0 0 0\ncounts=0 2 1 0 1 5\ncharacters=:+.?*'\nsyntax=UNOAX\nsender=\n"
		"recipient=\nreference=\ngroup=\n",
		"edifact=1\nflags=0 0 0 0 0 0\ncounts=0 2 1 0 1 "
		"5\ncharacters=:+.?*'\nsyntax=UNOA\nsender=%4\n"};
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);

	(void)state;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);

		assert_false(decoder_resume(d, states[i], 0, 0));
		decoder_free(d);
	}
	heard_free(&h);
}

static void the_safe_point_is_there_when_a_message_is(void **state)
{
	/* what import needs: inside the callback the state already stands behind the message */
	static const char bytes[] = GOOD;
	struct heard h = {.out = TEXT_INIT, .stop_after = 1}, rest = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h), other = heard_sink(&rest);
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);
	struct decoder *e = decoder_new("EDIFACT", &little.world, NULL, &other);
	struct arena a = ARENA_INIT;
	size_t safe;

	(void)state;
	assert_false(decoder_feed(d, bytes, sizeof bytes - 1)); /* the sink said no */
	assert_int_equal(h.messages, 1);
	safe = decoder_safe_offset(d);
	assert_int_equal(safe, sizeof(UNB UNH BODY UNT) - 1);
	assert_true(decoder_resume(e, decoder_state(d, &a), safe, 1));
	assert_true(decoder_feed(e, bytes + safe, sizeof bytes - 1 - safe) && decoder_end(e));
	assert_string_equal(text_string(&rest.out), "");
	assert_false(decoder_feed(d, "X", 1)); /* stopped for good */
	assert_false(decoder_end(d));
	decoder_free(d);
	decoder_free(e);
	arena_free(&a);
	heard_free(&h);
	heard_free(&rest);
}

static void messages_have_a_limit(void **state)
{
	struct decode_limits two = {2};
	struct text bytes = TEXT_INIT;

	(void)state;
	text_say(&bytes, UNB);
	for (unsigned n = 0; n < 4; n++) {
		struct heard h = {.out = TEXT_INIT};
		struct decode_sink sink = heard_sink(&h);
		struct decoder *d = decoder_new("EDIFACT", &little.world, &two, &sink);
		bool fed = decoder_feed(d, bytes.bytes, bytes.length);

		assert_int_equal(fed, n <= 2);
		assert_int_equal(h.messages, n < 2 ? n : 2);
		if (n > 2)
			assert_true(heard_has(&h, "too-many-messages"));
		decoder_free(d);
		heard_free(&h);
		text_say(&bytes, UNH BODY UNT);
	}
	text_free(&bytes);
}

static void diagnostics_are_counted_beyond_their_limit(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&bytes, UNB UNH BODY);
	for (unsigned i = 0; i < LIMIT_DIAGNOSTICS + 50; i++)
		text_say(&bytes, "XYZ'");
	text_say(&bytes, "UNT+257+1'" UNZ);
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.warned, 1);
	assert_int_equal(severities(&h, "\"severity\""), LIMIT_DIAGNOSTICS);
	assert_true(heard_has(&h, "50 more"));
	heard_free(&h);
	bytes.length -= sizeof("UNT+257+1'" UNZ) - 1; /* a refusal is said however much was said before */
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.refused, 1);
	assert_true(heard_has(&h, "message-unterminated"));
	heard_free(&h);
	text_free(&bytes);
}

static void a_missing_envelope_is_said_once(void **state)
{
	struct heard h;

	(void)state;
	hear(&h, &little.world, SIZE(UNH BODY UNT "UNZ+1+7'" UNH BODY UNT "UNZ+1+8'" GOOD UNH BODY UNT));
	assert_int_equal(h.accepted, 4);
	assert_int_equal(severities(&h, "\"code\""), 1);
	assert_true(heard_has(&h, "\"code\":\"unb-missing\""));
	heard_free(&h);
}

static void what_is_outside_is_said_up_to_a_limit(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	for (unsigned i = 0; i < LIMIT_DIAGNOSTICS + 50; i++)
		text_say(&bytes, "XYZ'");
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(severities(&h, "\"severity\":\"warning\""), LIMIT_DIAGNOSTICS);
	assert_true(heard_has(&h, "no-message"));
	heard_free(&h);
	text_free(&bytes);
}

static void a_long_segment_refuses_its_message_alone(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&bytes, UNB UNH BODY "FTX+AAA+++");
	while (bytes.length < LIMIT_SEGMENT + 2000)
		text_say(&bytes, "0123456789");
	text_say(&bytes, "'UNT+8+1'" UNH BODY UNT "UNZ+2+7'");
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "segment-too-long"));
	heard_free(&h);
	text_free(&bytes);
}

static void a_message_without_end_is_refused_and_the_next_is_not(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&bytes, UNB UNH BODY);
	for (unsigned i = 0; i < LIMIT_MESSAGE_SEGMENTS; i++)
		text_say(&bytes, "SEL'");
	text_say(&bytes, "UNT+1+1'" UNH BODY UNT "UNZ+2+7'");
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "message-too-large"));
	heard_free(&h);
	text_free(&bytes);
}

static bool interchange_seen(void *self, const struct message *m)
{
	const struct interchange *i = m->interchange;

	text_printf(self, "%s %d %s:%s>%s:%s %s %lld %d %d;", i->syntax, i->version, i->sender,
		i->sender_qualifier ? i->sender_qualifier : "-", i->recipient,
		i->recipient_qualifier ? i->recipient_qualifier : "-", i->reference, (long long)i->prepared,
		i->test, i->asked);
	return true;
}

static void interchanges_say_who_and_when(void **state)
{
	static const char bytes[] = "UNB+UNOC:3+LBTERM:ZZZ+LBLINE:20+260215:1200+7++++1++1'" UNH BODY UNT UNZ
				    "UNB+UNOY:4+A+B+20260216:1200+8'" UNH BODY UNT "UNZ+1+8'";
	struct text seen = TEXT_INIT;
	struct decode_sink sink = {.self = &seen, .message = interchange_seen};
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &sink);

	(void)state;
	assert_true(decoder_feed(d, bytes, sizeof bytes - 1) && decoder_end(d));
	assert_string_equal(text_string(&seen), "UNOC 3 LBTERM:ZZZ>LBLINE:20 7 1771156800000000 1 1;"
						"UNOY 4 A:->B:- 8 1771243200000000 0 0;");
	decoder_free(d);
	text_free(&seen);
}

/* Taken up in its midst, an interchange is still who sent it to whom; also from a state of the time before
 * its qualifiers were kept. */
static void an_interchange_is_resumed_with_its_parties(void **state)
{
	static const char head[] =
		"UNB+UNOC:3+LBTERM:Z%\xC3\x96+LBLINE:20+260215:1200+7++++1++1'" UNH BODY UNT;
	static const char rest[] = UNH BODY UNT "UNZ+2+7'";
	static const char *const seen_by[] = {"UNOC 3 LBTERM:Z%\xC3\x96>LBLINE:20 7 1771156800000000 1 1;",
		"UNOC 3 LBTERM:->LBLINE:- 7 1771156800000000 1 0;"};
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink ear = heard_sink(&h);
	struct arena a = ARENA_INIT;
	struct decoder *d = decoder_new("EDIFACT", &little.world, NULL, &ear);
	char *kept;

	(void)state;
	assert_true(decoder_feed(d, head, sizeof head - 1));
	kept = arena_strdup(&a, decoder_state(d, &a));
	for (unsigned before = 0; before < 2; before++) {
		struct text seen = TEXT_INIT;
		struct decode_sink sink = {.self = &seen, .message = interchange_seen};
		struct decoder *e = decoder_new("EDIFACT", &little.world, NULL, &sink);

		if (before)
			strstr(kept, "asked=")[0] = '\0';
		assert_true(decoder_resume(e, kept, sizeof head - 1, 1));
		assert_true(decoder_feed(e, rest, sizeof rest - 1) && decoder_end(e));
		assert_string_equal(text_string(&seen), seen_by[before]);
		decoder_free(e);
		text_free(&seen);
	}
	decoder_free(d);
	arena_free(&a);
	heard_free(&h);
}

/* Syntax 4 repeats elements: references and seals are taken all, of anything else the first, and that is
 * said. */
static void what_is_repeated_is_not_lost(void **state)
{
	struct heard h;

	(void)state;
	hear(&h, &little.world,
		SIZE("UNA:+.?*'UNB+UNOC:4+LBTERM+LBLINE+20260215:1200+7'UNH+1+CODECO:D:23A:UN'BGM+34+D1+9'"
		     "EQD+CN+LBRU1000011+22G1++2+5'RFF+BN:A*BN:B*BM:C'DTM+7:202602150830:203'LOC+165+CNLYG'"
		     "SEL+S1*S2+CA'MEA+AAE+G*T+KGM:100'CNT+16:1'UNT+10+1'UNZ+1+7'"));
	assert_true(heard_has(&h, "{\"kind\":\"BKG\",\"value\":\"A\"},{\"kind\":\"BKG\",\"value\":\"B\"},"
				  "{\"kind\":\"TRD\",\"value\":\"C\"}"));
	assert_true(heard_has(&h, "\"seals\":[\"CA:S1\",\"CA:S2\"]"));
	assert_true(heard_has(&h, "\"code\":\"repetition-ignored\""));
	assert_true(heard_has(&h, "\"segment\":8,\"tag\":\"MEA\",\"element\":2"));
	assert_int_equal(h.refused, 0);
	heard_free(&h);
}

static void messages_say_where_they_stand(void **state)
{
	struct heard h;

	(void)state;
	hear(&h, &little.world, SIZE(UNB "\n" UNH BODY UNT "\n" UNH BODY UNT "\nUNZ+2+7'"));
	for (unsigned i = 0; i < 2; i++) {
		size_t length = sizeof(UNH BODY UNT) - 1;
		char line[200];

		snprintf(line, sizeof line,
			"message %u CODECO D.95B reference=1 document=DOC1 sender=LBTERM function=original "
			"said=1771128000000000 at %zu+%zu accepted\n",
			i + 1, sizeof UNB + i * (length + 1), length);
		assert_true(heard_has(&h, line));
	}
	heard_free(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quirks_are_survived),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(every_prefix_is_taken_or_refused),
		cmocka_unit_test(every_change_is_taken_or_refused),
		cmocka_unit_test(the_same_bytes_give_the_same_ids),
		cmocka_unit_test(decoding_resumes_at_safe_points),
		cmocka_unit_test(a_state_that_is_none_is_refused),
		cmocka_unit_test(the_safe_point_is_there_when_a_message_is),
		cmocka_unit_test(messages_have_a_limit),
		cmocka_unit_test(diagnostics_are_counted_beyond_their_limit),
		cmocka_unit_test(a_missing_envelope_is_said_once),
		cmocka_unit_test(what_is_outside_is_said_up_to_a_limit),
		cmocka_unit_test(a_long_segment_refuses_its_message_alone),
		cmocka_unit_test(a_message_without_end_is_refused_and_the_next_is_not),
		cmocka_unit_test(interchanges_say_who_and_when),
		cmocka_unit_test(an_interchange_is_resumed_with_its_parties),
		cmocka_unit_test(what_is_repeated_is_not_lost),
		cmocka_unit_test(messages_say_where_they_stand),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}

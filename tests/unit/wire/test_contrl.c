/* CONTRL: what an acknowledgement says, how one is written, and that the one reads the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cases.h"
#include "wire/edifact/contrl_in.h"
#include "wire/edifact/edifact.h"
#include "wire/edifact_out/contrl.h"

struct row {
	const char *name, *type, *body;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define THREE "CONTRL:D:3:UN"
#define FOUR  "CONTRL:4:1:UN"
#define UCI   "UCI+7+LBTERM:ZZZ+LBLINE:20+7'"

static const struct row rows[] = {
	{"all is accepted", THREE, UCI,
		{" accepted\n", "document=7", "\"severity\":\"information\",\"code\":\"acknowledged\"",
			"interchange 7 was accepted by LBLINE\""},
		{"warning", "\"error\"", "bgm-missing", "directory"}},
	{"it was received", FOUR, "UCI+7+LBTERM+LBLINE+8'",
		{"interchange 7 was received by LBLINE: whether it is accepted is not said yet\""},
		{"warning"}},
	{"a message is refused, a word for each reason", THREE,
		UCI "UCM+12+CODECO:D:95B:UN:SMDG20+4'UCS+4'UCD+13+3'UCS+6+15'UCS+9'UCD+12+2:2'UCD+37+4'",
		{"accepted-with-warnings\n", "\"severity\":\"warning\",\"code\":\"refused\"",
			"message 12 (CODECO) was refused by LBLINE: segment 4, element 2: missing (13); "
			"segment "
			"6: not supported here (15); segment 9, element 1, component 2: the value is not "
			"valid "
			"(12); segment 9, element 3: characters of another type are expected (37)\"",
			"\"segment\":3,\"tag\":\"UCM\""},
		{"\"error\""}},
	{"each message is told for itself", FOUR,
		UCI "UCM+12+CODECO:D:95B:UN+4+29+UNT+2'UCM+13+COARRI:D:95B:UN+7'UCM+14++4'",
		{"message 12 (CODECO) was refused by LBLINE: UNT, element 1: the count does not match what "
		 "was "
		 "received (29)\"",
			"message 13 (COARRI) was accepted by LBLINE\"",
			"message 14 was refused by LBLINE, without a reason\""},
		{"\"error\""}},
	{"the interchange is refused", THREE, "UCI+7+LBTERM+LBLINE+4+23+UNB+3:1'",
		{"interchange 7 was refused by LBLINE: UNB, element 2, component 1: the recipient does not "
		 "know "
		 "the sender (23)\"",
			"\"tag\":\"UCI\""},
		{"\"error\""}},
	{"refused as a whole, for its tag, by a code of no list", THREE,
		UCI "UCM+12+CODECO+4+26'UCM+13+CODECO+4'UCS+2'UCD+99+1'",
		{"message 12 (CODECO) was refused by LBLINE: it was received before (26)\"",
			"segment 2, its tag: error 99\""},
		{"\"error\""}},
	{"a group", FOUR, UCI "UCF+G1+LBTERM+LBLINE+4+28+UNE+3'UCM+1+CODECO+7'",
		{"group G1 was refused by LBLINE: UNE, element 2: the references do not match (28)\"",
			"message 1 (CODECO) was accepted"},
		{"\"error\""}},
	{"an action of no list", THREE, UCI "UCM+12+CODECO+2'", {"action-unknown", "action 2 (0083)"},
		{"\"code\":\"refused\""}},
	{"nobody is named: the interchange's sender says it", THREE, "UCI+7+++7'",
		{"interchange 7 was accepted by LBTERM\""}, {"warning"}},
	{"more reasons than there is room for", THREE,
		UCI "UCM+1+CODECO+4'UCS+1+16'UCS+2+16'UCS+3+16'UCS+4+16'UCS+5+16'UCS+6+16'UCS+7+16'UCS+8+16'"
		    "UCS+9+16'UCS+10+16'",
		{"segment 6: there are more parts than may be (16); and 4 more\""}, {"segment 7"}},
};

static void acknowledgements_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		case_holds(rows[i].name, rows[i].type, rows[i].body, 0, rows[i].heard, rows[i].not_heard);
}

static void an_acknowledgement_cut_anywhere_says_the_same(void **state)
{
	struct text bytes = TEXT_INIT;
	struct heard whole;

	(void)state;
	message_wrap(&bytes, rows[2].type, rows[2].body);
	hear(&whole, &little.world, bytes.bytes, bytes.length);
	for (size_t cut = 0; cut <= bytes.length; cut++) {
		struct heard pieces = {.out = TEXT_INIT};

		hear_cut(&pieces, &little.world, bytes.bytes, bytes.length, &cut, 1);
		assert_string_equal(text_string(&whole.out), text_string(&pieces.out));
		heard_free(&pieces);
	}
	heard_free(&whole);
	text_free(&bytes);
}

static const char *const directories[] = {
	"4.1 UCI/HEAD UCF/HEAD UCM/ERROR_MESSAGE UCS/ERROR_SEGMENT UCD/ERROR_SEGMENT UCM/ERROR_MESSAGE "
	"UCF/HEAD",
	"D.3 UCI/HEAD UCM/ERROR_MESSAGE UCS/ERROR_SEGMENT UCD/ERROR_SEGMENT UCS/ERROR_SEGMENT "
	"UCM/ERROR_MESSAGE",
};

static void every_segment_has_its_row(void **state)
{
	(void)state;
	directories_hold(&contrl_in, directories, sizeof directories / sizeof *directories);
}

/* List 0085 as ISO 9735-1 (version 4) has it. */
static void every_error_has_words(void **state)
{
	static const unsigned codes[] = {2, 7, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
		28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 45, 46, 47, 48};
	unsigned n = 0;

	(void)state;
	for (unsigned code = 0; code < 100; code++) {
		bool is = n < sizeof codes / sizeof *codes && codes[n] == code;

		assert_int_equal(syntax_error_words(code) != NULL, is);
		n += is;
	}
}

/* ---- out ---- */

static const struct interchange of = {.syntax = "UNOA",
	.sender = "LBTERM",
	.recipient = "LBLINE",
	.reference = "77",
	.sender_qualifier = "ZZZ",
	.recipient_qualifier = "20"};

/* 2026-06-15T12:34:56Z */
#define NOW INT64_C(1781526896000000)

static const struct contrl_error errors[] = {{4, 2, 0, 13}, {4, 3, 1, 12}, {6, 0, 0, 15}};
static const struct contrl_error of_all[] = {{0, 0, 0, 29}};

static const struct contrl_message messages[] = {
	{"1", "CODECO", "D", "95B", "UN", "SMDG20", VERDICT_ACCEPTED, NULL, 0},
	{"2", "COARRI", "D", "00B", "UN", NULL, VERDICT_REJECTED, errors, 3},
	{"3", "COARRI", "D", "00B", "UN", NULL, VERDICT_WARNINGS, of_all, 1},
	{"4?'", "IFTSTA", "D", "00B", "UN", NULL, VERDICT_REJECTED, of_all, 1},
	{"5", "XXXXXX", NULL, NULL, NULL, NULL, VERDICT_REJECTED, NULL, 0},
};

static void holds(const struct contrl_told *t, const char *bytes)
{
	struct text out = TEXT_INIT;

	contrl_write(&out, t);
	assert_string_equal(text_string(&out), bytes);
	text_free(&out);
}

static void it_is_written_as_the_standard_has_it(void **state)
{
	struct contrl_told t = {&of, true, 3, messages, 5, "A1", NOW};
	struct interchange test = of;

	(void)state;
	holds(&t, "UNB+UNOC:3+LBLINE:20+LBTERM:ZZZ+260615:1234+A1'\n"
		  "UNH+1+CONTRL:D:3:UN'\n"
		  "UCI+77+LBTERM:ZZZ+LBLINE:20+7'\n"
		  "UCM+1+CODECO:D:95B:UN:SMDG20+7'\n"
		  "UCM+2+COARRI:D:00B:UN+4'\n"
		  "UCS+4'\nUCD+13+3'\nUCD+12+4:1'\n"
		  "UCS+6+15'\n"
		  "UCM+3+COARRI:D:00B:UN+7'\n"
		  "UCM+4?"
		  "?\?'+IFTSTA:D:00B:UN+4+29'\n"
		  "UCM+5+XXXXXX+4+18'\n"
		  "UNT+12+1'\nUNZ+1+A1'\n");
	t.version = 4;
	t.count = 1;
	holds(&t, "UNB+UNOC:4+LBLINE:20+LBTERM:ZZZ+20260615:1234+A1'\n"
		  "UNH+1+CONTRL:4:1:UN'\n"
		  "UCI+77+LBTERM:ZZZ+LBLINE:20+7'\n"
		  "UCM+1+CODECO:D:95B:UN:SMDG20+7'\n"
		  "UNT+4+1'\nUNZ+1+A1'\n");
	/* nobody asked for more than that it came: a test, by who has no qualifier */
	test.test = true;
	test.recipient_qualifier = NULL;
	t = (struct contrl_told){&test, false, 3, messages, 1, "A1", NOW};
	holds(&t, "UNB+UNOC:3+LBLINE+LBTERM:ZZZ+260615:1234+A1++++++1'\n"
		  "UNH+1+CONTRL:D:3:UN'\nUCI+77+LBTERM:ZZZ+LBLINE+8'\nUNT+3+1'\nUNZ+1+A1'\n");
	/* but a refusal is always told; of an interchange without its head too */
	t = (struct contrl_told){NULL, false, 3, &messages[4], 1, NULL, NOW};
	holds(&t, "UNB+UNOC:3+LANDBRIDGE+UNKNOWN+260615:1234+1'\n"
		  "UNH+1+CONTRL:D:3:UN'\nUCI+0+UNKNOWN+LANDBRIDGE+7'\nUCM+5+XXXXXX+4+18'\nUNT+4+1'\nUNZ+1+1'"
		  "\n");
}

static void names_beyond_latin_are_utf8_and_version_4(void **state)
{
	struct interchange wide = of;
	struct contrl_told t = {&wide, true, 3, messages, 1, "A1", NOW};

	(void)state;
	wide.sender = "\xD0\x9A\xD0\xA2\xD0\x96";
	holds(&t, "UNB+UNOY:4+LBLINE:20+\xD0\x9A\xD0\xA2\xD0\x96:ZZZ+20260615:1234+A1'\n"
		  "UNH+1+CONTRL:4:1:UN'\nUCI+77+\xD0\x9A\xD0\xA2\xD0\x96:ZZZ+LBLINE:20+7'\n"
		  "UCM+1+CODECO:D:95B:UN:SMDG20+7'\nUNT+4+1'\nUNZ+1+A1'\n");
	wide.sender = "M\xC3\x9CLLER";
	holds(&t, "UNB+UNOC:3+LBLINE:20+M\xDCLLER:ZZZ+260615:1234+A1'\n"
		  "UNH+1+CONTRL:D:3:UN'\nUCI+77+M\xDCLLER:ZZZ+LBLINE:20+7'\n"
		  "UCM+1+CODECO:D:95B:UN:SMDG20+7'\nUNT+4+1'\nUNZ+1+A1'\n");
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	for (int version = 3; version <= 4; version++) {
		const struct contrl_told t = {&of, true, version, messages, 5, "A1", NOW};
		struct text out = TEXT_INIT;
		struct heard h;

		contrl_write(&out, &t);
		hear(&h, &little.world, out.bytes, out.length);
		assert_int_equal(h.messages, 1);
		assert_int_equal(h.warned, 1);
		assert_true(heard_has(&h, "sender=LBLINE"));
		assert_true(heard_has(&h, "said=1781526840000000"));
		assert_true(heard_has(&h, "interchange 77 was accepted by LBLINE\""));
		assert_true(heard_has(&h, "message 1 (CODECO) was accepted by LBLINE\""));
		assert_true(heard_has(&h,
			"message 2 (COARRI) was refused by LBLINE: segment 4, element 2: missing "
			"(13); segment 4, element 3, component 1: the value is not valid (12); "
			"segment 6: not supported here (15)\""));
		assert_true(heard_has(&h, "message 3 (COARRI) was accepted by LBLINE\""));
		assert_true(
			heard_has(&h, "message 4?' (IFTSTA) was refused by LBLINE: the count does not match "
				      "what was received (29)\""));
		assert_true(heard_has(&h, "message 5 (XXXXXX) was refused by LBLINE: an error that is not "
					  "described (18)\""));
		assert_true(heard_has_not(&h, "outside "));
		assert_true(heard_has_not(&h, "mismatch"));
		heard_free(&h);
		text_free(&out);
	}
}

static void no_message_has_more_segments_than_the_standard_allows(void **state)
{
	struct contrl_error *many = calloc(1500, sizeof *many);
	struct contrl_message m = {"1", "CODECO", "D", "95B", "UN", NULL, VERDICT_REJECTED, many, 1500};
	const struct contrl_told t = {&of, true, 3, &m, 1, "A1", NOW};
	struct text out = TEXT_INIT;
	unsigned segments = 0, elements = 0;

	(void)state;
	for (unsigned i = 0; i < 1500; i++) /* 200 in one segment, then one each */
		many[i] = (struct contrl_error){i < 200 ? 2 : i, 1, 0, 12};
	contrl_write(&out, &t);
	for (const char *p = text_string(&out); (p = strchr(p, '\n')); p++) {
		segments += strncmp(p + 1, "UCS", 3) == 0;
		elements += strncmp(p + 1, "UCD", 3) == 0;
	}
	assert_int_equal(segments, 999);
	assert_int_equal(elements, 99 + 998);
	text_free(&out);
	free(many);
}

static void diagnostics_have_their_codes(void **state)
{
	static const struct {
		const char *diagnostic;
		unsigned three, four;
	} known[] = {{"count-mismatch", 29, 29}, {"reference-mismatch", 28, 28}, {"message-type", 14, 14},
		{"message-unterminated", 13, 13}, {"segment-unknown", 15, 15}, {"segment-outside", 33, 33},
		{"syntax-unknown", 2, 46}, {"value-too-long", 39, 39}, {"date-invalid", 12, 12},
		{"no-event", 18, 18}, {"of-nobody", 18, 18}};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		assert_int_equal(contrl_code_of(known[i].diagnostic, 3), known[i].three);
		assert_int_equal(contrl_code_of(known[i].diagnostic, 4), known[i].four);
	}
	/* whatever is said is in the list of its version */
#define CONTRL(diagnostic, three, four)                                                                      \
	assert_non_null(syntax_error_words(three));                                                          \
	assert_non_null(syntax_error_words(four));                                                           \
	assert_true((three) < 45);
#include "wire/edifact_out/contrl.def"
#undef CONTRL
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(acknowledgements_say_what_they_say),
		cmocka_unit_test(an_acknowledgement_cut_anywhere_says_the_same),
		cmocka_unit_test(every_segment_has_its_row),
		cmocka_unit_test(every_error_has_words),
		cmocka_unit_test(it_is_written_as_the_standard_has_it),
		cmocka_unit_test(names_beyond_latin_are_utf8_and_version_4),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(no_message_has_more_segments_than_the_standard_allows),
		cmocka_unit_test(diagnostics_have_their_codes),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}

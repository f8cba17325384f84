/* China's platform files: what they say becomes events and papers, what is odd is told with record and byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "wire/heard.h"

#define SHIP "10:LBEX:LANDBRIDGE EXPRESS:CN:031W:LB1::20260617:202606151800:CNLYG:LIANYUNGANG:KRPUS'\n"
#define BOX  "50:LYGU7000010:22G1:F:0010282::::::::::24000::LBL'\n"
#define PLAN                                                                                                  \
	"00:BAPLIE:BAYPLAN:9:LYGTERM:LBAGENT:202606150800'\n" SHIP BOX "52:CNLYG:连云港:KRPUS::KRPUS::'\n" \
	"50:LYGU7000026:22R1:E:0010284:C:-18::::::::4000::LBL'\n52:CNLYG::KRPUS::KRPUS::'\n99:7'\n"
#define MANIFEST                                                                                             \
	"00:IFCSUM:MANIFEST:9:LYGWL:LBAGENT:202606150800:CNLYG'\n"                                           \
	"10:UN9227273:LANDBRIDGE EXPRESS:CN:031W:::20260614:20260615:CNLYG:LIANYUNGANG'\n"                   \
	"11:LBL:LANDBRIDGE LINE'\n"                                                                          \
	"12:LBB0001::::::CNLYG:LIANYUNGANG:11:P:20260615::20260614'\n"                                       \
	"13:KRPUS:BUSAN:KRPUS:BUSAN'\n"                                                                      \
	"16::连云港化工厂:CHAOYANG ROAD ?: 5'\n"                                                       \
	"17::BUSAN GLASS?'S CO'\n"                                                                           \
	"41:001::40:CT:CARTON:23020.0'\n"                                                                    \
	"44:NONE'\n47:平板玻璃 GLASS'\n"                                                                 \
	"51:001:LYGU7000010:118001:22G1:F:40:23020.0:2280.0:33.5'\n"                                         \
	"12:LBB0002::::::CNLYG:LIANYUNGANG:11:P'\n"                                                          \
	"51:001:LYGU7000010:118001:22G1:F:2:100.0'\n99:14'\n"

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

static void hear_bytes(struct heard *h, const char *bytes, size_t n)
{
	*h = (struct heard){.out = TEXT_INIT};
	hear_cut_as(h, "MOT", &little.world, bytes, n, NULL, 0);
}

static void a_stowage_plan_says_what_is_aboard(void **state)
{
	static const char *const words[] = {
		"message 1 BAPLIE - reference=LANDBRIDGE EXPRESS/031W document=BAPLIE LANDBRIDGE "
		"EXPRESS/031W "
		"sender=LYGTERM function=original said=1781481600000000 at 0+",
		"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"ABRD\","
		"\"classifier\":"
		"\"ACT\",\"happened\":{\"at\":\"2026-06-15T18:00:00+08:00\",\"local\":\"202606151800\","
		"\"precision\":\"minute\",\"zoneFrom\":\"place\"}",
		"\"place\":\"CNLYG\",\"transport\":{\"key\":\"VESSEL:LANDBRIDGE EXPRESS/031W\",\"mode\":"
		"\"VESSEL\",\"name\":\"LANDBRIDGE EXPRESS\",\"voyage\":\"031W\",\"call\":\"VESSEL:LANDBRIDGE "
		"EXPRESS/031W@CNLYG\"},\"loadState\":\"LADEN\",\"sizeType\":\"22G1\",\"operator\":\"LBL\","
		"\"loadPlace\":\"CNLYG\",\"dischargePlace\":\"KRPUS\",\"destination\":\"KRPUS\",\"stowage\":"
		"\"0010282\",\"references\":[{\"kind\":\"VESSEL-CODE\",\"value\":\"LBEX\"}],\"measures\":["
		"\"G:"
		"24000:KGM\"],\"segment\":3,\"offset\":140}",
		"\"subject\":\"LYGU7000026\"",
		"\"loadState\":\"EMPTY\",\"sizeType\":\"22R1\"",
		"\"measures\":[\"G:4000:KGM\",\"TMP:-18:CEL\"]",
	};
	struct heard h;

	(void)state;
	hear_bytes(&h, PLAN, sizeof PLAN - 1);
	assert_int_equal(h.accepted, 1);
	assert_int_equal(h.events, 2);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	assert_true(heard_has_not(&h, "\"severity\""));
	heard_free(&h);
}

static void a_manifest_moves_nothing(void **state)
{
	static const char *const words[] = {
		"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":\"NOTE\"",
		"\"references\":[{\"kind\":\"TRD\",\"value\":\"LBB0001\"},{\"kind\":\"MANIFEST\",\"value\":"
		"\"LANDBRIDGE "
		"EXPRESS/031W\"}],\"seals\":[\":118001\"],\"measures\":[\"PACKAGES:40:C62\",\"AAL:"
		"23020.0:KGM\",\"T:2280.0:KGM\",\"AAW:33.5:MTQ\"],\"remarks\":[\"MANIFEST:LBB0001\"]",
		"\"subjectKind\":\"document\",\"subject\":\"TRD:LBB0001\",\"eventType\":\"SHIPMENT\","
		"\"eventCode\":\"ISSU\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-14T00:00:00+08:"
		"00\",\"local\":\"20260614\",\"precision\":\"day\",\"zoneFrom\":\"place\"}",
		"{\"kind\":\"EQUIPMENT\",\"value\":\"LYGU7000010\"}],\"measures\":[\"PACKAGES:40:C62\",\"G:"
		"23020.0:KGM\"],\"remarks\":[\"AAA:平板玻璃 GLASS\",\"CONSIGNOR:连云港化工厂\",\"CONSIGNEE:"
		"BUSAN GLASS'S CO\"]",
		"\"transport\":{\"key\":\"IMO9227273/031W\",\"mode\":\"VESSEL\",\"imo\":\"9227273\",\"name\":"
		"\"LANDBRIDGE EXPRESS\",\"voyage\":\"031W\",\"carrier\":\"LBL\"}",
		"\"subject\":\"TRD:LBB0002\",\"eventType\":\"SHIPMENT\",\"eventCode\":\"NOTE\"",
		"\"subject\":\"MANIFEST:LANDBRIDGE EXPRESS/031W\",\"eventType\":\"SHIPMENT\",\"eventCode\":"
		"\"ISSU\"",
	};
	struct heard h;

	(void)state;
	hear_bytes(&h, MANIFEST, sizeof MANIFEST - 1);
	assert_int_equal(h.accepted, 1);
	assert_int_equal(h.events, 5);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	assert_true(heard_has_not(&h, "\"severity\""));
	assert_true(heard_has_not(&h, "\"eventCode\":\"LOAD\""));
	heard_free(&h);
}

struct paper_heard {
	struct paper paper;
	size_t count;
	char subjects[64], detail[256], number[64];
};

static bool take_paper(void *self, const struct message *m)
{
	struct paper_heard *p = self;

	p->count = m->paper_count;
	p->paper = *m->papers;
	snprintf(p->number, sizeof p->number, "%s", m->papers->number);
	snprintf(p->detail, sizeof p->detail, "%s", m->papers->detail);
	for (size_t i = 0; i < m->papers->subject_count; i++)
		snprintf(p->subjects + strlen(p->subjects), sizeof p->subjects - strlen(p->subjects), "%s ",
			m->papers->subjects[i]);
	return true;
}

static void a_manifest_is_a_paper_of_its_voyage(void **state)
{
	struct paper_heard p = {.count = 0};
	struct decode_sink sink = {.self = &p, .message = take_paper};
	struct decoder *d = decoder_new("MOT", &little.world, NULL, &sink);

	(void)state;
	assert_true(decoder_feed(d, MANIFEST, sizeof MANIFEST - 1));
	decoder_free(d);
	assert_int_equal(p.count, 1);
	assert_int_equal(p.paper.kind, PAPER_MANIFEST);
	assert_string_equal(p.number, "LANDBRIDGE EXPRESS/031W");
	assert_string_equal(p.subjects, "LYGU7000010 LYGU7000010 ");
	assert_string_equal(p.detail,
		"{\"vessel\":\"LANDBRIDGE EXPRESS\",\"voyage\":\"031W\",\"carrier\":\"LBL\","
		"\"bills\":2,\"containers\":2}");
	assert_true(p.paper.issued.at == INT64_C(1781481600) * INSTANT_SECOND);
}

static void reports_say_which_way(void **state)
{
	static const struct {
		const char *bytes, *words;
	} rows[] = {
		{"00:COARRI:DISCHARGE REPORT:9:LYGTERM:LB:202606150800'" SHIP BOX
		 "51:202606151030:S1:LBB1'52:KRPUS::CNLYG:::'99:6'",
			"\"eventCode\":\"DISC\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T10:"
			"30:00+08:"
			"00\""},
		{"00:COARRI:装船报告:9:LYGTERM:LB:202606152000'" SHIP BOX "52:CNLYG::KRPUS:::'99:5'",
			"\"eventCode\":\"LOAD\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T18:"
			"00:00+08:"
			"00\""},
		{"00:COARRI:装船报告:9:LYGTERM:LB:202606150800:CNLYG'" SHIP BOX "99:4'",
			"\"eventCode\":\"LOAD\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T08:"
			"00:00+08:"
			"00\",\"local\":\"202606150800\",\"precision\":\"day\""},
		{"00:COARRI:卸船:9:LYGTERM:LB:202606171200:CNLYG'" SHIP BOX "99:4'",
			"\"eventCode\":\"DISC\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-17T00:"
			"00:00+08:"
			"00\",\"local\":\"20260617\",\"precision\":\"day\""},
		{"00:CODECO:GATE-IN REPORT:9:LYGTERM:LB:2606150800:CNLYG'" SHIP BOX
		 "51:20260615103000:S1:LBB1:苏G12345'99:5'",
			"\"eventCode\":\"GTIN\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T10:"
			"30:00+08:"
			"00\",\"local\":\"20260615103000\",\"precision\":\"second\""},
		{"00:CODECO:GATE-IN REPORT:9:LYGTERM:LB:2606150800:CNLYG'" SHIP BOX
		 "51:20260615103000:S1:LBB1:苏G12345'99:5'",
			"\"place\":\"CNLYG\",\"transport\":{\"mode\":\"TRUCK\",\"plate\":\"苏G12345\"},"},
		{"00:CODECO:GATE-IN REPORT:9:LYGTERM:LB:2606150800:CNLYG'" SHIP BOX
		 "51:20260615103000:S1:LBB1:苏G12345'99:5'",
			"{\"kind\":\"VOYAGE\",\"value\":\"031W\"},{\"kind\":\"VESSEL-CODE\",\"value\":"
			"\"LBEX\"},"
			"{\"kind\":\"TRD\",\"value\":\"LBB1\"}],\"seals\":[\":S1\"]"},
		{"00:CODECO:出门:9:LYGTERM:LB:202606150800:CNLYG'" BOX "99:3'", "\"eventCode\":\"GTOT\""},
		{"00:COEDOR:STOCK:9:LYGTERM:LB:202606150800:CNLYG'" BOX "99:3'",
			"\"eventCode\":\"NOTE\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-15T08:"
			"00:00+08:"
			"00\",\"local\":\"202606150800\",\"precision\":\"minute\""},
		{"00:COEDOR:STOCK:9:LYGTERM:LB:202606150800:CNLYG'" BOX "99:3'",
			"\"remarks\":[\"SLOT:0010282\"]"},
		{"00:BAPLIE:PLAN:9:LYGTERM:LB:202606130800'" SHIP BOX "99:4'",
			"\"eventCode\":\"ABRD\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-13T08:"
			"00:00+08:"
			"00\",\"local\":\"202606130800\",\"precision\":\"minute\""},
		{"00:COARRI:LOAD:3:LYGTERM:LB:202606150800'" SHIP BOX "99:4'", "\"function\":\"cancel\""},
		{"00:COARRI:LOAD:2:LYGTERM:LB:202606150800'" SHIP BOX "99:4'", "\"function\":\"add\""},
		{"00:COARRI:LOAD:4:LYGTERM:LB:202606150800'" SHIP BOX "99:4'", "\"function\":\"change\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_bytes(&h, rows[i].bytes, strlen(rows[i].bytes));
		assert_int_equal(h.accepted, 1);
		assert_true(heard_has(&h, rows[i].words));
		heard_free(&h);
	}
}

static void what_is_odd_is_told_with_record_and_byte(void **state)
{
	static const struct {
		const char *bytes;
		unsigned warned, refused, events;
		const char *words;
	} rows[] = {
		{"00:COARRI:REPORT:9:A:B:202606150800'" SHIP BOX "99:4'", 0, 1, 0,
			"\"code\":\"direction-missing\",\"text\":\"nothing says which way these boxes went "
			"(DISCHARGE or LOAD): the message was "
			"refused\",\"segment\":1,\"tag\":\"00\",\"element\":3,"
			"\"offset\":10"},
		{"00:COSTRP:X:9:A:B:202606150800'" BOX "99:3'", 0, 1, 0,
			"\"code\":\"message-type\",\"text\":\"COSTRP is not taken as a platform file"},
		{"00:COEDOR:X:9:A:B:202606150800'50:LYGU7000011:22G1:F'99:3'", 1, 0, 1,
			"\"subject\":\"LYGU7000011\",\"segment\":2,\"tag\":\"50\",\"element\":2,\"offset\":"
			"34"},
		{"00:COEDOR:X:9:A:B:202606150800'50::22G1:F'" BOX "99:4'", 1, 0, 1, "\"code\":\"no-number\""},
		{"00:COEDOR:X:9:A:B:202606150800'" BOX "99:4'", 1, 0, 1,
			"\"code\":\"count-mismatch\",\"text\":\"record 99 says 4 records, 3 are "
			"here\",\"segment\":3,"
			"\"tag\":\"99\",\"element\":2"},
		{"00:COEDOR:X:7:A:B:202606150800'" BOX "99:3'", 1, 0, 1,
			"\"code\":\"function-unknown\",\"text\":\"\\\"7\\\" is no function of a file"},
		{"00:COEDOR:X:9:A:B:202613150800'" BOX "99:3'", 1, 0, 1,
			"\"code\":\"date-invalid\",\"text\":\"\\\"202613150800\\\" is no date: it was passed "
			"over\","
			"\"segment\":1,\"tag\":\"00\",\"element\":7,\"offset\":18"},
		{"00:COEDOR:X:9:A:B:202606150800'" BOX "54:X'54:Y'99:5'", 0, 0, 1,
			"\"severity\":\"information\",\"code\":\"record-unread\",\"text\":\"records 54 of "
			"COEDOR"},
		{"00:COEDOR:X:9:A:B:202606150800'" BOX "X'99:4'", 1, 0, 1, "\"code\":\"record-shape\""},
		{"00:CODECO:IN:9:A:B:202606150800'" BOX "51:202606161030'99:4'", 1, 0, 1,
			"\"code\":\"actual-in-future\""},
		{"00:COEDOR:X:9:A:B:202606150800'52:CNLYG'" BOX "99:4'", 1, 0, 1,
			"\"code\":\"record-order\""},
		{"00:COEDOR:X:9:A:B:202606150800'99:2'", 0, 1, 0, "\"code\":\"no-box\""},
		{"00:COEDOR:X:9:A:B:202606150800'" BOX, 0, 1, 0, "\"code\":\"message-unterminated\""},
		{"00:COEDOR:X:9:A:B:202606150800:CNSHA'" BOX "99:3'", 0, 0, 1,
			"\"code\":\"place-unknown\",\"text\":\"CNSHA is no place we know"},
		{"00:COEDOR:X:9:A:B:202606150800'50:LYGU7000010:\xFF\xFF'99:3'", 1, 0, 1,
			"\"code\":\"character-set\""},
		{"50:X'" PLAN, 0, 0, 2, "outside {\"severity\":\"warning\",\"code\":\"bytes-between\""},
		{"nothing", 0, 0, 0, "outside {\"severity\":\"error\",\"code\":\"no-message\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_bytes(&h, rows[i].bytes, strlen(rows[i].bytes));
		assert_true(heard_has(&h, rows[i].words));
		assert_int_equal(h.warned, rows[i].warned);
		assert_int_equal(h.refused, rows[i].refused);
		assert_int_equal(h.events, rows[i].events);
		heard_free(&h);
	}
}

static void it_is_the_same_wherever_it_is_cut(void **state)
{
	static const char bytes[] =
		"\xEF\xBB\xBF" PLAN "x'" MANIFEST "00:COEDOR:X:9:A:B:202606150800'" BOX PLAN;
	struct heard whole;

	(void)state;
	hear_bytes(&whole, bytes, sizeof bytes - 1);
	assert_int_equal(whole.messages, 4);
	assert_int_equal(whole.refused, 1);
	for (size_t piece = 1; piece < 60; piece++) {
		size_t cuts[sizeof bytes], n = 0;
		struct heard h = {.out = TEXT_INIT};

		for (size_t at = piece; at < sizeof bytes - 1; at += piece)
			cuts[n++] = at;
		hear_cut_as(&h, "MOT", &little.world, bytes, sizeof bytes - 1, cuts, n);
		assert_string_equal(text_string(&h.out), text_string(&whole.out));
		heard_free(&h);
	}
	heard_free(&whole);
}

static void decoding_goes_on_behind_the_last_whole_message(void **state)
{
	static const char bytes[] = PLAN MANIFEST;
	size_t half = sizeof PLAN + 100;
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decoder *d = decoder_new("MOT", &little.world, NULL, &sink),
		       *e = decoder_new("MOT", &little.world, NULL, &sink);
	struct arena a = ARENA_INIT;

	(void)state;
	assert_true(decoder_feed(d, bytes, half));
	assert_int_equal(decoder_safe_offset(d), sizeof PLAN - 2);
	assert_true(decoder_resume(e, decoder_state(d, &a), decoder_safe_offset(d), 1));
	assert_true(
		decoder_feed(e, bytes + decoder_safe_offset(d), sizeof bytes - 1 - decoder_safe_offset(d)));
	assert_true(decoder_end(e));
	assert_int_equal(h.messages, 2);
	assert_true(heard_has(&h, "message 2 IFCSUM"));
	decoder_free(d);
	decoder_free(e);
	arena_free(&a);
	heard_free(&h);
}

/* The same manifest in both sets is the same events. */
static void text_is_gb18030_or_utf_8(void **state)
{
	/* 平板玻璃, 苏; and a character that takes four bytes in GB18030 */
	static const char gb[] = "00:CODECO:\xBD\xF8\xC3\xC5:9:A:B:202606150800:CNLYG'50:LYGU7000010:22G1:F'"
				 "51:202606151030:S1:LBB1:\xCB\xD5G12345 \x81\x39\xEE\x39'99:4'";
	static const char utf8[] = "00:CODECO:进门:9:A:B:202606150800:CNLYG'50:LYGU7000010:22G1:F'"
				   "51:202606151030:S1:LBB1:苏G12345 㐀'99:4'";
	struct heard one, two;
	const char *event_one, *event_two;

	(void)state;
	hear_bytes(&one, gb, sizeof gb - 1);
	hear_bytes(&two, utf8, sizeof utf8 - 1);
	assert_true(heard_has(&two, "\"eventCode\":\"GTIN\""));
	assert_true(heard_has(&two, "\"plate\":\"苏G12345 㐀\""));
	event_one = strstr(text_string(&one.out), "{\"eventID\"");
	event_two = strstr(text_string(&two.out), "{\"eventID\"");
	assert_non_null(event_one);
	assert_memory_equal(event_one, event_two, (size_t)(strstr(event_two, "\"segment\"") - event_two));
	heard_free(&one);
	heard_free(&two);
}

static const char *meaning(void *self, const char *partner, const char *list, const char *code)
{
	(void)self;
	return strcmp(partner, "LYG") == 0 && strcmp(list, "PLACE") == 0 && strcmp(code, "T1") == 0 ? "KRPUS"
												    : NULL;
}

static const struct zone *zone_of_column(
	void *self, const char *partner, const char *type, const char *column)
{
	(void)partner;
	return strcmp(type, "COEDOR") == 0 && strcmp(column, "time") == 0
		       ? ((struct little_world *)self)->east3
		       : NULL;
}

/* Whoever has codes and clocks of its own is read by them; what nobody mapped is told once. */
static void a_partners_own_places_and_clock_count(void **state)
{
	static const struct {
		const char *partner, *words;
	} rows[] = {{"LYG", "\"at\":\"2026-06-15T08:00:00+03:00\",\"local\":\"202606150800\",\"precision\":"
			    "\"minute\",\"zoneFrom\":\"sender\""},
		{"LYG", "\"place\":\"KRPUS\",\"placeText\":\"T1\""},
		{NULL, "unknown LYGTERM PLACE T2 at message 1, record 3 52\n"}};
	static const char bytes[] = "00:COEDOR:STOCK:9:LYGTERM:LB:202606150800:T1'" BOX "52:T2'99:4'";
	struct decode_world world = little.world;

	(void)state;
	world.partner = little_partner;
	world.meaning = meaning;
	world.zone_of_column = zone_of_column;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decode_hint hint = {.partner = rows[i].partner, .received = INSTANT_NONE};
		struct heard h = {.out = TEXT_INIT};
		struct decode_sink sink = heard_sink(&h);
		struct decoder *d;

		sink.unknown = heard_unknown;
		d = decoder_new("MOT", &world, NULL, &sink);
		decoder_hint(d, &hint);
		assert_true(decoder_feed(d, bytes, sizeof bytes - 1));
		decoder_free(d);
		assert_true(heard_has(&h, rows[i].words));
		heard_free(&h);
	}
}

static void a_record_may_be_so_long_and_no_longer(void **state)
{
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, "00:COEDOR:X:9:A:B:202606150800'50:LYGU7000010:");
	while (t.length < LIMIT_SEGMENT + 100)
		text_say(&t, "2222222222");
	text_say(&t, "'99:3'" PLAN);
	hear_bytes(&h, text_string(&t), t.length);
	assert_int_equal(h.messages, 2);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "\"code\":\"message-too-large\""));
	text_free(&t);
	heard_free(&h);
}

/* What is looked up by is whole or not there; other text is cut, and that is told. */
static void long_values_are_passed_over_or_cut(void **state)
{
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, "00:COEDOR:X:9:A:B:202606150800'50:LYGU7000010:22G1:F:");
	for (int i = 0; i < 100; i++)
		text_say(&t, "位位");
	text_say(&t, "'51:202606150800:");
	for (int i = 0; i < 101; i++)
		text_byte(&t, 'S');
	text_say(&t, "'99:4'");
	hear_bytes(&h, text_string(&t), t.length);
	assert_int_equal(h.warned, 1);
	assert_true(heard_has_not(&h, "\"seals\""));
	assert_true(heard_has(&h,
		"\"code\":\"value-too-long\",\"text\":\"101 bytes are too long for this: it was "
		"passed over\",\"segment\":3,\"tag\":\"51\",\"element\":3"));
	assert_true(heard_has(&h, "\"code\":\"value-cut\""));
	/* 85 characters of three bytes are the most in 256 */
	assert_true(heard_has(&h, "位\"]"));
	assert_true(heard_has_not(&h, "\xEF\xBF\xBD"));
	text_free(&t);
	heard_free(&h);
}

static void they_are_not_taken_for_edifact_nor_the_other_way_round(void **state)
{
	static const struct {
		const char *bytes, *format;
	} rows[] = {{PLAN, "MOT"}, {"\xEF\xBB\xBF\r\n" MANIFEST, "MOT"}, {"00:CODECO:", "MOT"},
		{"UNB+UNOA:2+A+B+260615:0800+1'", "EDIFACT"}, {"00:30:00 something", NULL}, {"00:AB:C", NULL},
		{"00:BAPLIE", NULL}, {"(:02 7085", "TGNL"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *format = decode_sniff(rows[i].bytes, strlen(rows[i].bytes));

		assert_true(format ? rows[i].format && strcmp(format, rows[i].format) == 0 : !rows[i].format);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stowage_plan_says_what_is_aboard),
		cmocka_unit_test(a_manifest_moves_nothing),
		cmocka_unit_test(a_manifest_is_a_paper_of_its_voyage),
		cmocka_unit_test(reports_say_which_way),
		cmocka_unit_test(what_is_odd_is_told_with_record_and_byte),
		cmocka_unit_test(it_is_the_same_wherever_it_is_cut),
		cmocka_unit_test(decoding_goes_on_behind_the_last_whole_message),
		cmocka_unit_test(text_is_gb18030_or_utf_8),
		cmocka_unit_test(a_partners_own_places_and_clock_count),
		cmocka_unit_test(a_record_may_be_so_long_and_no_longer),
		cmocka_unit_test(long_values_are_passed_over_or_cut),
		cmocka_unit_test(they_are_not_taken_for_edifact_nor_the_other_way_round),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}

/* Coded train lists: what they say becomes events of wagons, what is odd is told with its line and byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "wire/heard.h"
#include "wire/rail/cyrillic.h"
#include "wire/rail/esr.h"

#define HEAD   "(:02 7085 1402 7085 042 1301 1 19 06 11 30 008 0184 0 0000 0 0\r\n"
#define LINE_1 "01 94312071 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 0\r\n"
#define LINE_2 "02 94312089 1 076 13010 00300 0012 0 0 0 1 01/00 13000 024 0\r\n"
#define LIST   HEAD LINE_1 LINE_2 ":)\r\n"

static const struct zone *moscow, *chita;

static const char *called(void *self, const char *list, const char *code)
{
	static const struct {
		const char *esr, *place;
	} rows[] = {{"708507", "KZDOS"}, {"130100", "XBYBS"}, {"947005", "XRZAB"}};

	(void)self;
	for (size_t i = 0; strcmp(list, "ESR") == 0 && i < 3; i++)
		if (strcmp(rows[i].esr, code) == 0)
			return rows[i].place;
	return NULL;
}

static const struct zone *zone_of_place(void *self, const char *code)
{
	(void)self;
	return strcmp(code, "RUMOW") == 0 ? moscow : strcmp(code, "XRZAB") == 0 ? chita : NULL;
}

static const struct zone *zone_of_sender(void *self, const char *sender, const char *type)
{
	(void)self;
	return strcmp(sender, "CHITA-KEY") == 0 && strcmp(type, "TGNL") == 0 ? chita : NULL;
}

static const struct zone *zone_of_column(
	void *self, const char *partner, const char *type, const char *column)
{
	(void)self;
	return strcmp(partner, "KTZ") == 0 && strcmp(type, "TGNL") == 0 && strcmp(column, "departure") == 0
		       ? chita
		       : NULL;
}

static const char *meaning(void *self, const char *partner, const char *list, const char *code)
{
	(void)self;
	return strcmp(partner, "KTZ") == 0 && strcmp(list, "PLACE") == 0 && strcmp(code, "987002") == 0
		       ? "RUNJK"
		       : NULL;
}

static const struct decode_world world = {.place_called = called,
	.partner = little_partner,
	.meaning = meaning,
	.zone_of_place = zone_of_place,
	.zone_of_sender = zone_of_sender,
	.zone_of_column = zone_of_column};

/* 2026-06-20T00:00:00Z */
#define RECEIVED (INT64_C(1781913600) * INSTANT_SECOND)

static void hear_hinted(
	struct heard *h, const struct decode_hint *hint, const char *bytes, size_t n, size_t piece)
{
	struct decode_sink sink = heard_sink(h);
	struct decoder *d = decoder_new("TGNL", &world, NULL, &sink);

	if (hint)
		decoder_hint(d, hint);
	h->went_on = true;
	for (size_t at = 0; at < n; at += piece) {
		size_t length = n - at < piece ? n - at : piece;
		char *copy = malloc(length);

		memcpy(copy, bytes + at, length);
		h->went_on &= decoder_feed(d, copy, length);
		free(copy);
	}
	h->went_on &= decoder_end(d);
	decoder_free(d);
}

static void hear_list(struct heard *h, const char *bytes)
{
	const struct decode_hint hint = {.sender = "ktz", .received = RECEIVED};

	*h = (struct heard){.out = TEXT_INIT};
	hear_hinted(h, &hint, bytes, strlen(bytes), SIZE_MAX);
}

static void a_list_puts_its_wagons_into_the_train(void **state)
{
	static const char *const words[] = {
		"message 1 TGNL - reference=7085 042 1301 document=70850421301 sender=- function=original",
		"at 0+190 accepted\n",
		"\"subjectKind\":\"transport\",\"subject\":\"WAGON:94312071\",\"eventType\":\"TRANSPORT\","
		"\"eventCode\":\"ABRD\",\"classifier\":\"ACT\",\"happened\":{\"local\":\"202606191130\","
		"\"precision\":\"minute\",\"zoneFrom\":\"nobody\"},\"function\":\"original\",\"document\":"
		"\"70850421301\",\"place\":\"KZDOS\",\"placeText\":\"708507\",\"transport\":{\"key\":"
		"\"TRAIN:70850421301/2026-06-19\",\"mode\":\"RAIL\",\"train\":\"70850421301\",\"wagon\":"
		"\"94312071\",\"call\":\"TRAIN:70850421301/2026-06-19@KZDOS\"},\"destination\":\"XBYBS\","
		"\"stowage\":\"01\",\"references\":[{\"kind\":\"TRAIN-INDEX\",\"value\":\"70850421301\"},{"
		"\"kind\":\"TRAIN-NUMBER\",\"value\":\"1402\"}],\"measures\":[\"AAL:60:TNE\",\"T:24:TNE\","
		"\"SEALS:2:C62\",\"LADEN:2:C62\",\"EMPTY:0:C62\"],\"remarks\":[\"CARGO:00300\","
		"\"CONSIGNEE:0012\",\"EXIT:13000\"],\"segment\":2,\"offset\":64}\n",
		"\"subject\":\"WAGON:94312089\"",
		"\"stowage\":\"02\"",
		"\"segment\":3,\"offset\":126}\n",
		"\"severity\":\"information\",\"code\":\"zone-missing\"",
	};
	struct heard h;

	(void)state;
	hear_list(&h, LIST);
	assert_int_equal(h.events, 2);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_true(heard_has(&h, words[i]));
	assert_true(heard_has_not(&h, "\"warning\""));
	heard_free(&h);
}

static void it_is_the_same_wherever_it_is_cut(void **state)
{
	static const char bytes[] = "\xEF\xBB\xBF\r\n" LIST "noise (x " HEAD LINE_1 "(:02 " LIST "(";
	const struct decode_hint hint = {.sender = "ktz", .received = RECEIVED};
	struct heard whole = {.out = TEXT_INIT};

	(void)state;
	hear_hinted(&whole, &hint, bytes, sizeof bytes - 1, SIZE_MAX);
	assert_int_equal(whole.messages, 4);
	assert_int_equal(whole.accepted, 2);
	assert_int_equal(whole.refused, 2);
	assert_true(heard_has(&whole, "outside {\"severity\":\"information\",\"code\":\"bytes-between\""));
	for (size_t piece = 1; piece < 70; piece++) {
		struct heard h = {.out = TEXT_INIT};

		hear_hinted(&h, &hint, bytes, sizeof bytes - 1, piece);
		assert_string_equal(text_string(&h.out), text_string(&whole.out));
		heard_free(&h);
	}
	heard_free(&whole);
}

static void decoding_goes_on_behind_the_last_whole_list(void **state)
{
	static const char bytes[] = LIST HEAD LINE_1 ":)";
	const struct decode_hint hint = {.sender = "ktz", .received = RECEIVED};
	size_t half = sizeof LIST + 40;
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decoder *d = decoder_new("TGNL", &world, NULL, &sink),
		       *e = decoder_new("TGNL", &world, NULL, &sink);
	struct arena a = ARENA_INIT;

	(void)state;
	decoder_hint(d, &hint);
	decoder_hint(e, &hint);
	assert_true(decoder_feed(d, bytes, half));
	assert_int_equal(decoder_safe_offset(d), sizeof LIST - 1 - 2);
	assert_true(decoder_resume(e, decoder_state(d, &a), decoder_safe_offset(d), 1));
	assert_true(
		decoder_feed(e, bytes + decoder_safe_offset(d), sizeof bytes - 1 - decoder_safe_offset(d)));
	assert_true(decoder_end(e));
	assert_int_equal(h.messages, 2);
	assert_true(heard_has(&h, "message 2 TGNL"));
	assert_true(heard_has(&h, "at 192+128 accepted"));
	decoder_free(d);
	decoder_free(e);
	arena_free(&a);
	heard_free(&h);
}

static void a_list_is_read_in_other_hands(void **state)
{
	static const struct {
		const char *bytes;
		const char *words[4];
	} rows[] = {
		/* the index as one, or with signs; the train's key is the same */
		{"(: 02 7085 1402 7085+042+1301 1 19 06 11 30\n" LINE_1 ":)",
			{"TRAIN:70850421301/2026-06-19", "accepted\n"}},
		{"(:02 7085 1402 70850421301 1 19 06 11 30\n" LINE_1 ":)", {"TRAIN:70850421301/2026-06-19"}},
		{"(:02 7085 1402 7085 42 1301 1 19 06 11 30\n" LINE_1 ":)", {"TRAIN:70850421301/2026-06-19"}},
		/* no index: the number names the train */
		{"(:02 7085 1402 0000 000 0000 1 19 06 11 30\n" LINE_1 ":)",
			{"TRAIN:1402/2026-06-19", "\"references\":[{\"kind\":\"TRAIN-NUMBER\""}},
		/* from the tail: the last line is at the head */
		{"(:02 7085 1402 7085 042 1301 2 19 06 11 30\n" LINE_1 LINE_2 ":)",
			{"\"wagon\":\"94312071\",\"call\":\"TRAIN:70850421301/2026-06-19@KZDOS\"},"
			 "\"destination\":\"XBYBS\",\"stowage\":\"02\"",
				"\"stowage\":\"01\""}},
		/* the end of a day is the next one's beginning */
		{"(:02 7085 1402 7085 042 1301 1 31 12 24 00\n" LINE_1 ":)",
			{"TRAIN:70850421301/2026-01-01", "\"local\":\"202601010000\""}},
		/* counts without their slash, the station with its check digit, or four digits with theirs */
		{HEAD "01 94312071 1 060 130100 00300 0012 0 0 0 2 0203 13000 024 0\n:)",
			{"\"destination\":\"XBYBS\"", "LADEN:2:C62", "EMPTY:3:C62"}},
		{HEAD "01 94312071 1 060 70857 00300 0012 0 0 0 2 02/03 13000 024 0\n:)",
			{"\"destination\":\"KZDOS\""}},
		/* a place nobody knows stays as it was told */
		{HEAD "01 94312071 1 060 98700 00300 0012 0 0 0 2 02/03 13000 024 0\n:)",
			{"\"destination\":\"987002\"",
				"\"code\":\"place-unread\",\"text\":\"wagon line 01: station 987002 is no "
				"place",
				"\"tag\":\"WAGON\",\"element\":5,\"offset\":82"}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_list(&h, rows[i].bytes);
		assert_int_equal(h.accepted, 1);
		for (size_t j = 0; j < 4 && rows[i].words[j]; j++)
			assert_true(heard_has(&h, rows[i].words[j]));
		heard_free(&h);
	}
}

static void boxes_that_a_note_names_ride_on_the_wagon(void **state)
{
	struct heard h;

	(void)state;
	hear_list(&h, HEAD "01 94312071 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 LYGU7000010,\n"
			   "   LYGU 700002-6 LYGU7000020\n" LINE_2 ":)");
	assert_int_equal(h.events, 5);
	assert_true(heard_has(&h, "\"subjectKind\":\"container\",\"subject\":\"LYGU7000010\",\"eventType\":"
				  "\"EQUIPMENT\",\"eventCode\":\"ABRD\""));
	assert_true(heard_has(&h, "\"train\":\"70850421301\",\"wagon\":\"94312071\",\"call\":"));
	assert_true(heard_has(&h, "\"loadState\":\"LADEN\""));
	assert_true(heard_has(&h, "\"subject\":\"LYGU7000026\""));
	assert_true(heard_has(
		&h, "\"code\":\"check-digit\",\"text\":\"wagon line 01: The check digit of LYGU700002 is 6"));
	assert_true(
		heard_has(&h, "\"subject\":\"LYGU7000020\",\"segment\":2,\"tag\":\"WAGON\",\"element\":16,"
			      "\"offset\":153"));
	assert_true(heard_has(&h, "\"NOTE:LYGU7000010,    LYGU 700002-6 LYGU7000020\""));
	heard_free(&h);
}

static void what_is_odd_is_told_with_line_and_byte(void **state)
{
	static const struct {
		const char *bytes;
		unsigned warned, refused, events;
		const char *words;
	} rows[] = {
		{HEAD "01 94312072 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 0\n:)", 1, 0, 1,
			"\"segment\":2,\"tag\":\"WAGON\",\"element\":2,\"offset\":67"},
		{HEAD LINE_1 "03 94312089 1 076 13010 00300 0012 0 0 0 1 01/00 13000 024 0\n:)", 1, 0, 2,
			"\"code\":\"count-mismatch\",\"text\":\"wagon line 03 follows 01: a line is missing, "
			"or "
			"one too many\",\"segment\":3,\"tag\":\"WAGON\",\"element\":1,\"offset\":126"},
		{HEAD "01 9431207 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 0\n" LINE_2 ":)", 1, 0, 1,
			"\"code\":\"field-shape\",\"text\":\"wagon line 01: \\\"9431207\\\" is not what "
			"stands"},
		{HEAD "01 94312071 1 060 13010 00300\n" LINE_2 ":)", 0, 0, 2,
			"\"severity\":\"information\",\"code\":\"line-short\",\"text\":\"wagon line 01: it "
			"ends "
			"before its field 7 (code of the consignee"},
		{HEAD "01 94312071 1 0x0 13010 00300 0012 0 0 0 2 02/00 13000 024 0\n:)", 1, 0, 1,
			"\"element\":4,\"offset\":78"},
		{HEAD "01 94312071 1 060 708500 00300 0012 0 0 0 2 02/00 13000 024 0\n:)", 1, 0, 1,
			"the check digit of station 708500 does not hold"},
		{"(:02 7085 1402 7085 042 1301 1 19 06 11 30 008 0999\n" LINE_1 LINE_2 ":)", 0, 0, 2,
			"\"code\":\"weight-mismatch\",\"text\":\"the train is said to weigh 999 t, its "
			"wagons and "
			"their loads 184 t\",\"segment\":1,\"tag\":\"TRAIN\",\"element\":13,\"offset\":47"},
		{"(:02 7085 1402 7085 042 1301 1 31 06 11 30\n" LINE_1 ":)", 0, 1, 0,
			"\"code\":\"date-invalid\",\"text\":\"\\\"31 06 11 30\\\" is no day and time"},
		{"(:02 7085 1402 7085 042 1301 1 19 06 11\n" LINE_1 ":)", 0, 1, 0,
			"\"code\":\"field-missing\""},
		{"(:02 708 1402 7085 042 1301 1 19 06 11 30\n" LINE_1 ":)", 0, 1, 0,
			"\"segment\":1,\"tag\":\"TRAIN\",\"element\":2,\"offset\":5"},
		{"(:02 7085 0000 0000 000 0000 1 19 06 11 30\n" LINE_1 ":)", 0, 1, 0,
			"\"code\":\"train-missing\""},
		{"ТЕЛЕГРАММА\n" HEAD LINE_1 "02 9431\n:)", 1, 0, 1,
			"\"code\":\"field-shape\",\"text\":\"wagon line 02 ends before its wagon's number "
			"has eight digits"},
		{HEAD ":)", 0, 1, 0, "\"code\":\"no-wagon\""},
		{HEAD LINE_1, 0, 1, 0, "\"code\":\"message-unterminated\""},
		{"(:09 7085 1402 7085 042 1301\n:)", 0, 1, 0,
			"message 09 (a correction of a train list) is not taken here"},
		{"(:201 7085 1402 7085 042 1301\n:)", 0, 1, 0, "message 201 (the arrival of a train)"},
		{"nothing", 0, 0, 0, "outside {\"severity\":\"error\",\"code\":\"no-message\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_list(&h, rows[i].bytes);
		assert_true(heard_has(&h, rows[i].words));
		assert_int_equal(h.warned, rows[i].warned);
		assert_int_equal(h.refused, rows[i].refused);
		assert_int_equal(h.events, rows[i].events);
		heard_free(&h);
	}
}

static void a_long_note_is_kept_in_part_and_read_whole(void **state)
{
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, HEAD "01 94312071 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 ");
	for (int i = 0; i < 60; i++)
		text_say(&t, "NOTE ");
	text_say(&t, "LYGU7000010\n:)");
	hear_list(&h, text_string(&t));
	assert_int_equal(h.accepted, 1);
	assert_int_equal(h.events, 2);
	assert_true(heard_has(&h,
		"\"code\":\"value-cut\",\"text\":\"wagon line 01: its note has 311 bytes, of which "
		"256 are kept\""));
	assert_true(heard_has(&h, "\"subject\":\"LYGU7000010\""));
	text_free(&t);
	heard_free(&h);
}

static void a_list_may_be_so_long_and_no_longer(void **state)
{
	struct text t = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&t, HEAD LINE_1);
	while (t.length <= LIMIT_TRAIN_LIST)
		text_say(&t, "               ");
	text_say(&t, ":)" LIST);
	hear_list(&h, text_string(&t));
	assert_int_equal(h.messages, 2);
	assert_int_equal(h.refused, 1);
	assert_true(heard_has(&h, "\"code\":\"message-too-large\""));
	text_free(&t);
	heard_free(&h);
}

/* The year is the one nearest to when it came in; nobody says when: no year. */
static void a_list_of_december_that_comes_in_january_is_of_the_year_before(void **state)
{
	static const struct {
		instant received;
		const char *words;
	} rows[] = {{RECEIVED, "TRAIN:70850421301/2025-12-30"},
		{INT64_C(1798848000) * INSTANT_SECOND, "TRAIN:70850421301/2026-12-30"}, /* 2027-01-02 */
		{INT64_C(1798416000) * INSTANT_SECOND, "TRAIN:70850421301/2026-12-30"}, /* 2026-12-28 */
		{INSTANT_NONE, "\"code\":\"year-unknown\""}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decode_hint hint = {.received = rows[i].received};
		static const char bytes[] = "(:02 7085 1402 7085 042 1301 1 30 12 11 30\n" LINE_1 ":)";
		struct heard h = {.out = TEXT_INIT};

		hear_hinted(&h, &hint, bytes, sizeof bytes - 1, SIZE_MAX);
		assert_true(heard_has(&h, rows[i].words));
		heard_free(&h);
	}
}

static void the_clock_is_the_partners_the_senders_or_moscows_in_russia(void **state)
{
	static const struct {
		const char *sending, *sender, *partner, *words;
	} rows[] = {
		{"7085", "ktz", "KTZ",
			"\"at\":\"2026-06-19T11:30:00+09:00\",\"local\":\"202606191130\",\"precision\":"
			"\"minute\","
			"\"zoneFrom\":\"sender\""},
		{"7085", "CHITA-KEY", NULL, "\"at\":\"2026-06-19T11:30:00+09:00\""},
		{"9470", "ktz", NULL,
			"\"at\":\"2026-06-19T11:30:00+03:00\",\"local\":\"202606191130\",\"precision\":"
			"\"minute\","
			"\"zoneFrom\":\"country\""},
		{"7085", "ktz", NULL, "\"zoneFrom\":\"nobody\""},
		{"9999", "ktz", NULL, "\"zoneFrom\":\"nobody\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct decode_hint hint = {
			.sender = rows[i].sender, .partner = rows[i].partner, .received = RECEIVED};
		struct heard h = {.out = TEXT_INIT};
		char bytes[200];
		int n = snprintf(bytes, sizeof bytes,
			"(:02 %s 1402 7085 042 1301 1 19 06 11 30\n" LINE_1 ":)", rows[i].sending);

		hear_hinted(&h, &hint, bytes, (size_t)n, SIZE_MAX);
		assert_true(heard_has(&h, rows[i].words));
		heard_free(&h);
	}
}

/* Whoever has a map of its own is read by it; what nobody mapped is told once. */
static void a_partners_own_places_count(void **state)
{
	static const char bytes[] = HEAD "01 94312071 1 060 98700 00300 0012 0 0 0 2 02/00 13000 024 0\n"
					 "02 94312089 1 076 98700 00300 0012 0 0 0 1 01/00 13000 024 0\n:)";
	struct decode_hint hint = {.sender = "ktz", .partner = "KTZ", .received = RECEIVED};

	(void)state;
	for (int known = 1; known >= 0; known--) {
		struct heard h = {.out = TEXT_INIT};
		struct decode_sink sink = heard_sink(&h);
		struct decoder *d;

		sink.unknown = heard_unknown;
		hint.partner = known ? "KTZ" : NULL;
		d = decoder_new("TGNL", &world, NULL, &sink);
		decoder_hint(d, &hint);
		assert_true(decoder_feed(d, bytes, sizeof bytes - 1));
		decoder_free(d);
		assert_int_equal(h.accepted, 1);
		assert_true(
			heard_has(&h, known ? "\"destination\":\"RUNJK\"" : "\"destination\":\"987002\""));
		if (known)
			assert_true(heard_has_not(&h, "unknown "));
		else
			assert_true(heard_has(
				&h, "unknown ktz PLACE 987002 at message 1, record 2 WAGON\nmessage 1"));
		heard_free(&h);
	}
}

static void notes_are_read_in_any_russian_set(void **state)
{
	static const struct {
		const char *note;
		enum cyrillic_set set;
	} rows[] = {
		{"Охрана до Бреста", CYRILLIC_UTF8},
		{"\xCE\xF5\xF0\xE0\xED\xE0 \xE4\xEE \xC1\xF0\xE5\xF1\xF2\xE0", CYRILLIC_CP1251},
		{"\x8E\xE5\xE0\xA0\xAD\xA0 \xA4\xAE \x81\xE0\xA5\xE1\xE2\xA0", CYRILLIC_CP866},
		{"\xEF\xC8\xD2\xC1\xCE\xC1 \xC4\xCF \xE2\xD2\xC5\xD3\xD4\xC1", CYRILLIC_KOI8R},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;
		char bytes[300], said[60];

		snprintf(bytes, sizeof bytes,
			HEAD "01 94312071 1 060 13010 00300 0012 0 0 0 2 02/00 13000 024 %s\n:)",
			rows[i].note);
		hear_list(&h, bytes);
		assert_int_equal(h.accepted, 1);
		assert_true(heard_has(&h, "\"NOTE:Охрана до Бреста\""));
		snprintf(said, sizeof said, "its letters were read as %s", cyrillic_names[rows[i].set]);
		assert_true(rows[i].set == CYRILLIC_UTF8 ? heard_has_not(&h, "its letters")
							 : heard_has(&h, said));
		heard_free(&h);
	}
	/* capitals alone, as teleprinters write */
	assert_int_equal(cyrillic_guess("\xCE\xD5\xD0\xC0\xCD\xC0", 6), CYRILLIC_CP1251);
	assert_int_equal(cyrillic_guess("\xEF\xE8\xF2\xE1\xEE\xE1", 6), CYRILLIC_KOI8R);
	assert_int_equal(cyrillic_guess("\x8E\x95\x90\x80\x8D\x80", 6), CYRILLIC_CP866);
}

static void only_train_lists_look_like_one(void **state)
{
	static const struct {
		const char *bytes;
		bool is;
	} rows[] = {{"(:02 7085", true}, {"\r\n \xEF(:02", false}, {"\xEF\xBB\xBF\n(: 02 7085", true},
		{"(:  02 7085", true}, {"(:09 70", true}, {"(:x02", false}, {"(:2 7085", false},
		{"(02 7085", false}, {"(:02", true}, {"(:0", false}, {"", false}, {"text (:02 7085", false}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *format = decode_sniff(rows[i].bytes, strlen(rows[i].bytes));

		assert_int_equal(format && strcmp(format, "TGNL") == 0, rows[i].is);
	}
	assert_string_equal(decode_format_of_type("text/x-tgnl; charset=windows-1251"), "TGNL");
}

static void no_more_lists_than_allowed(void **state)
{
	const struct decode_limits limits = {.messages = 1};
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decoder *d = decoder_new("TGNL", &world, &limits, &sink);

	(void)state;
	assert_false(decoder_feed(d, LIST LIST, 2 * (sizeof LIST - 1)));
	assert_int_equal(h.messages, 1);
	assert_true(heard_has(&h, "too-many-messages"));
	decoder_free(d);
	heard_free(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_puts_its_wagons_into_the_train),
		cmocka_unit_test(it_is_the_same_wherever_it_is_cut),
		cmocka_unit_test(decoding_goes_on_behind_the_last_whole_list),
		cmocka_unit_test(a_list_is_read_in_other_hands),
		cmocka_unit_test(boxes_that_a_note_names_ride_on_the_wagon),
		cmocka_unit_test(what_is_odd_is_told_with_line_and_byte),
		cmocka_unit_test(a_long_note_is_kept_in_part_and_read_whole),
		cmocka_unit_test(a_list_may_be_so_long_and_no_longer),
		cmocka_unit_test(a_list_of_december_that_comes_in_january_is_of_the_year_before),
		cmocka_unit_test(the_clock_is_the_partners_the_senders_or_moscows_in_russia),
		cmocka_unit_test(a_partners_own_places_count),
		cmocka_unit_test(notes_are_read_in_any_russian_set),
		cmocka_unit_test(only_train_lists_look_like_one),
		cmocka_unit_test(no_more_lists_than_allowed),
	};
	struct arena a = ARENA_INIT;
	int failed;

	moscow = zone_east(&a, "Europe/Moscow", 3);
	chita = zone_east(&a, "Asia/Chita", 9);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(&a);
	return failed;
}

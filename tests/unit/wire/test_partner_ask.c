/* Partners in every format: how severe what is odd is to them, what their codes mean, which of them nobody
 * mapped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "codes/code.h"
#include "wire/partner_ask.h"
#include "wire/partner_book.h"
#include "wire/sheets_heard.h"
#include "wire/taf_samples.h"

#define RECEIVED (INT64_C(1781913600) * INSTANT_SECOND) /* 2026-06-20 */

#define TGNL_HEAD "(:02 7085 1402 7085 042 1301 1 19 06 11 30 008 0184 0 0000 0 0\n"
#define TGNL      TGNL_HEAD "01 94312072 1 060 98700 00300 0012 0 0 0 2 02/00 13000 024 0\n:)"
#define MOT       "00:CODECO:GATE IN:9:KTZ-SENDER:LB:202606150800'50:LYGU7000011:22G1:F'51:202606150700'99:4'"
#define SHEET                                                                                                \
	"Container,Wagon,Station,Operation,Time\nLYGU7000010,94312071,Nowhere,ODD WORD,2026-06-15 08:00\n"
#define MOT_SIZE "00:CODECO:GATE IN:9:KTZ-SENDER:LB:202606150800'50:LYGU7000010:BIG:S'51:202606150700'99:4'"
#define SHEET_SIZE                                                                                           \
	"Container,Wagon,Station,Size,Laden/Empty,Time\n"                                                    \
	"LYGU7000010,94312071,KZDOS,BIG,SOC,2026-06-15 08:00\n"
#define SHEET_HEAD                                                                                           \
	"Qwzx,Container,Wagon,Station,Operation,Time\n"                                                      \
	"KZ12345,LYGU7000010,94312071,KZDOS,ARR,2026-06-15 08:00\n"
#define EDIFACT                                                                                              \
	"UNB+UNOA:2+KTZ-SENDER+LB+260615:0800+1'UNH+1+CODECO:D:95B:UN:ITG14'BGM+34+D1+9'"                    \
	"NAD+MS+KTZ-SENDER'EQD+CN+LYGU7000010+BIG:102:5++3+5'DTM+7:202606150700:203'LOC+165+CNLYG:139:6'"    \
	"CNT+16:1'UNT+8+1'UNZ+1+1'"
#define TAF TAF_4005("1", "2026-06-25T18:42:00+02:00", "77")
#define TAF_NAMED                                                                                            \
	"<TrainRunningInformationMessage>" TAF_HEAD("4005",                                                  \
		"run-2") "<MessageStatus>1</MessageStatus>" TAF_TRAIN                                        \
			 "<TrainLocationReport><Location><CountryCodeISO>PL</"                               \
			 "CountryCodeISO><PrimaryLocationName>Nowhere"                                       \
			 "</"                                                                                \
			 "PrimaryLocationName><LocationSubsidiaryIdentification><LocationSubsidiaryCode>T1"  \
			 "</LocationSubsidiaryCode></LocationSubsidiaryIdentification></"                    \
			 "Location><LocationDateTime>"                                                       \
			 "2026-06-25T18:42:00+02:00</LocationDateTime><TrainLocationStatus>01</"             \
			 "TrainLocationStatus>"                                                              \
			 "</TrainLocationReport></TrainRunningInformationMessage>"

/* What one test has set of the partner. */
static struct partner ktz = {.name = "ktz", .contrl = 3};
static struct partner_severity severe = {"ktz", NULL, SEVERITY_ERROR};
static struct partner_code codes[1];
static struct arena book_arena = ARENA_INIT;
static struct partner_book book;

static void set(
	const char *control, enum severity severity, const char *list, const char *code, const char *meaning)
{
	static struct partner_sign signs[] = {{SIGN_KEY, "KTZ-KEY", "ktz"}, {SIGN_UNB, "KTZ-SENDER", "ktz"}};
	const struct partner_rows rows = {
		&ktz, signs, codes, &severe, NULL, 1, 2, list != NULL, control != NULL, 0};

	arena_reset(&book_arena);
	severe.code = control;
	severe.severity = severity;
	if (list) {
		char *loose = arena_alloc(&book_arena, strlen(code) + 1);

		code_loosely(code, strlen(code), loose);
		codes[0] = (struct partner_code){"ktz", list, loose, meaning};
	}
	partner_book_make(&book, &book_arena, &rows);
}

static const struct partner *partner(void *self, const struct partner_asked *asked)
{
	(void)self;
	return partner_book_find(&book, asked);
}

static enum severity severity_of(void *self, const char *who, const char *code, enum severity usual)
{
	(void)self;
	return partner_book_severity(&book, who, code, usual);
}

static const char *meaning(void *self, const char *who, const char *list, const char *code)
{
	(void)self;
	return partner_book_meaning(&book, who, list, code);
}

/* Statuses and what is like them are asked for with all that may be known of who sends. */
static const struct status_code *status(void *self, const struct status_asked *asked)
{
	static struct status_code found;

	(void)self;
	for (enum partner_list l = CODES_STATUS; l < PARTNER_LISTS && asked->sender[0]; l++) {
		found.event = partner_list_shapes[l] == MEANING_EVENT
				      ? partner_book_meaning(
						&book, asked->sender[0], partner_list_words[l], asked->status)
				      : NULL;
		if (found.event)
			return &found;
	}
	return NULL;
}

static void hear_from(struct heard *h, const char *format, const char *sender, const char *bytes)
{
	const struct decode_hint hint = {.sender = sender, .received = RECEIVED};
	struct decode_world w = world_decode(sheets_world);
	struct decode_sink sink = heard_sink(h);
	struct decoder *d;

	w.partner = partner;
	w.severity = severity_of;
	w.meaning = meaning;
	w.status = status;
	sink.unknown = heard_unknown;
	*h = (struct heard){.out = TEXT_INIT};
	d = decoder_new(format, &w, NULL, &sink);
	decoder_hint(d, &hint);
	assert_true(decoder_feed(d, bytes, strlen(bytes)));
	assert_true(decoder_end(d));
	decoder_free(d);
}

/* In each format something that is odd, which is no error to anybody else. */
static const struct {
	const char *format, *code, *bytes;
} odd[] = {
	{"TGNL", "check-digit", TGNL},
	{"MOT", "check-digit", MOT},
	{"TAF", "running-status", TAF},
	{"SHEET", "station-unknown", SHEET},
	{"SHEET", "operation-unknown", SHEET},
};

static void what_is_odd_is_as_severe_as_the_partner_has_it(void **state)
{
	char word[80];

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct heard h;

		snprintf(word, sizeof word, "\"code\":\"%s\"", odd[i].code);
		set(odd[i].code, SEVERITY_ERROR, NULL, NULL, NULL);
		hear_from(&h, odd[i].format, "KTZ-KEY", odd[i].bytes);
		assert_int_equal(h.refused, 1);
		assert_true(heard_has(&h, word));
		heard_free(&h);
		hear_from(&h, odd[i].format, "another", odd[i].bytes);
		assert_int_equal(h.refused, strcmp(odd[i].format, "MOT") == 0); /* it says whose it is */
		heard_free(&h);
		set(odd[i].code, SEVERITIES, NULL, NULL, NULL);
		hear_from(&h, odd[i].format, "KTZ-KEY", odd[i].bytes);
		assert_int_equal(h.refused, 0);
		assert_true(heard_has_not(&h, word));
		heard_free(&h);
	}
}

/* What belongs to no message refuses all it surrounds. */
static void what_surrounds_messages_can_be_tightened(void **state)
{
	static const struct {
		const char *format, *code, *bytes;
	} rows[] = {{"TGNL", "bytes-between", "GREETINGS\n" TGNL}, {"MOT", "bytes-between", MOT "77:X'"},
		{"SHEET", "column-unread",
			"Qwzx,Container,Wagon,Station,Time\n"
			"x,LYGU7000010,94312071,KZDOS,2026-06-15 08:00\n"}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		set(rows[i].code, SEVERITY_ERROR, NULL, NULL, NULL);
		hear_from(&h, rows[i].format, "KTZ-KEY", rows[i].bytes);
		assert_true(heard_has(&h, "outside {\"severity\":\"error\""));
		heard_free(&h);
		set(rows[i].code, SEVERITIES, NULL, NULL, NULL);
		hear_from(&h, rows[i].format, "KTZ-KEY", rows[i].bytes);
		assert_true(heard_has_not(&h, "outside "));
		heard_free(&h);
	}
}

static void what_nobody_mapped_is_counted_and_a_map_is_followed(void **state)
{
	static const struct {
		const char *format, *list, *code, *meaning, *bytes, *said;
	} rows[] = {
		{"TGNL", "PLACE", "987002", "KZDOS", TGNL, "\"destination\":\"KZDOS\""},
		{"MOT", "PLACE", "QD PORT", "CNTAO",
			"00:COEDOR:STOCK:9:KTZ-SENDER:LB:202606150800'50:LYGU7000010:22G1:F'52:QD PORT'99:4'",
			"\"loadPlace\":\"CNTAO\""},
		{"TAF", "PLACE", "PL33605", "PLWAW", TAF,
			"\"place\":\"PLWAW\",\"placeText\":\"Warszawa Praga\""},
		{"TAF", "STATUS", "77", "DEPA", TAF, "\"eventCode\":\"DEPA\""},
		{"TAF", "STATION-NAME", "Nowhere", "PLWAW", TAF_NAMED,
			"\"place\":\"PLWAW\",\"placeText\":\"Nowhere\""},
		{"MOT", "STATUS", "IMP DELIVERY", "GTOT",
			"00:CODECO:IMP DELIVERY:9:KTZ-SENDER:LB:202606150800'50:LYGU7000010:22G1:F'99:3'",
			"\"eventCode\":\"GTOT\""},
		{"SHEET", "STATION-NAME", "Nowhere", "KZDOS", SHEET,
			"\"place\":\"KZDOS\",\"placeText\":\"Nowhere\""},
		{"SHEET", "OPERATION", "ODDWORD", "ARRI", SHEET, "\"eventCode\":\"ARRI\""},
		{"SHEET", "COLUMN", "Qwzx", "waybill", SHEET_HEAD,
			"{\"kind\":\"WAYBILL\",\"value\":\"KZ12345\"}"},
		{"SHEET", "SIZETYPE", "BIG", "45G1", SHEET_SIZE, "\"sizeType\":\"45G1\""},
		{"SHEET", "LOAD", "SOC", "LADEN", SHEET_SIZE, "\"loadState\":\"LADEN\""},
		{"MOT", "SIZETYPE", "BIG", "45G1", MOT_SIZE, "\"sizeType\":\"45G1\""},
		{"MOT", "LOAD", "S", "LADEN", MOT_SIZE, "\"loadState\":\"LADEN\""},
		{"EDIFACT", "SIZETYPE", "BIG", "45G1", EDIFACT, "\"sizeType\":\"45G1\""},
	};
	char word[80];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		snprintf(word, sizeof word, "unknown ktz %s %s at ", rows[i].list, rows[i].code);
		set(NULL, SEVERITIES, NULL, NULL, NULL);
		hear_from(&h, rows[i].format, "KTZ-KEY", rows[i].bytes);
		assert_true(heard_has(&h, word));
		assert_true(heard_has_not(&h, rows[i].said));
		heard_free(&h);
		set(NULL, SEVERITIES, rows[i].list, rows[i].code, rows[i].meaning);
		hear_from(&h, rows[i].format, "KTZ-KEY", rows[i].bytes);
		assert_true(heard_has_not(&h, word));
		assert_true(heard_has(&h, rows[i].said));
		heard_free(&h);
	}
}

static const char *id_of(const struct heard *h)
{
	const char *id = strstr(text_string(&h->out), "{\"eventID\"");

	assert_non_null(id);
	return id;
}

/* An event that is understood better stays the one it is. */
static void a_map_changes_no_id(void **state)
{
	static const struct {
		const char *format, *list, *code, *meaning, *bytes, *said;
	} rows[] = {
		{"TAF", "FACILITY", "T1", "PLWAW:OWN:SIDING", TAF_NAMED,
			"\"place\":\"PLWAW\",\"placeText\":\"Nowhere\",\"facility\":\"SIDING\""},
		{"TAF", "STATION-NAME", "Nowhere", "PLWAW", TAF_NAMED, "\"place\":\"PLWAW\""},
		{"MOT", "PLACE", "QD PORT", "CNTAO",
			"00:COARRI:LOAD:9:KTZ-SENDER:LB:202606150800'50:LYGU7000010:22G1:F'52:QD PORT'99:4'",
			"\"place\":\"CNTAO\""},
		{"SHEET", "SIZETYPE", "BIG", "45G1", SHEET_SIZE, "\"sizeType\":\"45G1\""},
		{"SHEET", "LOAD", "SOC", "LADEN", SHEET_SIZE, "\"loadState\":\"LADEN\""},
		{"EDIFACT", "SIZETYPE", "BIG", "45G1", EDIFACT, "\"sizeType\":\"45G1\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard before, after;

		set(NULL, SEVERITIES, NULL, NULL, NULL);
		hear_from(&before, rows[i].format, "KTZ-KEY", rows[i].bytes);
		set(NULL, SEVERITIES, rows[i].list, rows[i].code, rows[i].meaning);
		hear_from(&after, rows[i].format, "KTZ-KEY", rows[i].bytes);
		assert_true(heard_has(&after, rows[i].said));
		assert_memory_equal(id_of(&before), id_of(&after), 50);
		heard_free(&before);
		heard_free(&after);
	}
}

static int close_all(void **state)
{
	arena_free(&book_arena);
	return sheets_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_odd_is_as_severe_as_the_partner_has_it),
		cmocka_unit_test(what_surrounds_messages_can_be_tightened),
		cmocka_unit_test(what_nobody_mapped_is_counted_and_a_map_is_followed),
		cmocka_unit_test(a_map_changes_no_id),
	};

	return cmocka_run_group_tests(tests, sheets_open, close_all);
}

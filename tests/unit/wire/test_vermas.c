/* VERMAS: what is said of a verified gross mass, and that its table has its directories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/cut.h"
#include "wire/edifact/vermas.h"

struct row {
	const char *name, *body;
	unsigned events;
	const char *heard[HEARD_MOST], *not_heard[NOT_HEARD_MOST];
};

#define HEAD_OF "BGM+749+V1+9'DTM+137:202602151000:203'"
#define EQD     "EQD+CN+LBRU1000011+45G1:6346:306'"
#define PORT    "LOC+9+CNLYG'"
#define VGM     "MEA+AAE+VGM+KGM:21212'"
#define WEIGHED "DTM+798:202602142030:203'"
#define NOTE    "\"eventCode\":\"NOTE\",\"classifier\":\"ACT\""

static const struct row rows[] = {
	{"weighed, certified, signed",
		HEAD_OF "NAD+TB'CTA+IC+:JOHN'" EQD "RFF+BN:4001'" PORT
			"LOC+11+KRPUS'SEL+45545+SH'" VGM WEIGHED
			"DOC+SM1:VGM:306+C-1'NAD+WPA+++LYG WEIGHBRIDGE'CTA+RP+:WANG LI'COM+A@B.C:EM'",
		1,
		{NOTE, "\"subject\":\"LBRU1000011\"", "\"happened\":{\"at\":\"2026-02-14T20:30:00+08:00\"",
			"\"measures\":[\"VGM:21212:KGM\"]",
			"\"remarks\":[\"METHOD:SM1\",\"WEIGHED:LYG WEIGHBRIDGE\",\"SIGNED:WANG LI\"]",
			"\"references\":[{\"kind\":\"BKG\",\"value\":\"4001\"},{\"kind\":\"VGM\",\"value\":"
			"\"C-1\"}]",
			"\"loadPlace\":\"CNLYG\",\"dischargePlace\":\"KRPUS\"",
			"\"said\":\"2026-02-15T02:00:00Z\""},
		{"\"severity\"", "\"place\":"}},
	{"as the first manuals have it", HEAD_OF EQD PORT VGM "DTM+WAT:202602142030:203'DOC+SM2:VGM:306'", 1,
		{"2026-02-14T20:30:00+08:00", "METHOD:SM2"}, {"date-qualifier", "\"severity\""}},
	{"the time stands under the certificate",
		HEAD_OF EQD PORT VGM "DOC+SM1:VGM:306'DTM+WAT:202602142030:203'", 1,
		{"2026-02-14T20:30:00+08:00"}, {"\"severity\""}},
	{"its ship is a remark",
		HEAD_OF EQD PORT VGM WEIGHED "TDT+20+031W+1++LBL:172:20+++9123453:146'RFF+VON:031W'", 1,
		{"\"TDT:20 031W 1 LBL 172 20 9123453 146\"", "{\"kind\":\"VOYAGE\",\"value\":\"031W\"}"},
		{"\"transport\"", "\"severity\""}},
	{"other masses are told besides", HEAD_OF EQD PORT "MEA+AAE+T+KGM:3800'" VGM WEIGHED, 1,
		{"\"measures\":[\"T:3800:KGM\",\"VGM:21212:KGM\"]"}, {"\"severity\""}},
	{"a comma, and pounds", HEAD_OF EQD PORT "MEA+AAE+VGM+LBR:46764,5'" WEIGHED, 1, {"VGM:46764.5:LBR"},
		{"\"severity\""}},
	{"nobody says when it was weighed", HEAD_OF EQD PORT VGM, 1,
		{"2026-02-15T10:00:00+08:00", "time-fallback"}, {"\"severity\":\"warning\""}},
	{"nobody says where: the time stays local", HEAD_OF EQD VGM WEIGHED, 1,
		{"\"local\":\"202602142030\"", "zone-missing"}, {"\"at\":\"2026-02-14", "place-missing"}},
	{"a gross mass is none that was verified", HEAD_OF EQD PORT "MEA+AAE+G+KGM:21212'" WEIGHED, 0,
		{"\"code\":\"mass-missing\"", "mass of LBRU1000011: nothing", "\"segment\":4,\"tag\":\"EQD\"",
			"no-event"},
		{NOTE}},
	{"a mass that is no number", HEAD_OF EQD PORT "MEA+AAE+VGM+KGM:HEAVY'" WEIGHED, 0,
		{"measure-unread", "\"segment\":6,\"tag\":\"MEA\",\"element\":3,\"component\":2",
			"mass-missing"},
		{NOTE}},
	{"one of two has a mass", HEAD_OF EQD PORT VGM WEIGHED "EQD+CN+LBRU2000037+45G1'", 1,
		{NOTE, "mass-missing"}, {"no-event"}},
	{"a time that is none", HEAD_OF EQD PORT VGM "DTM+WAT:2026021420300:203'", 1,
		{"date-invalid", "\"segment\":7,\"tag\":\"DTM\",\"element\":1,\"component\":2",
			"time-fallback"},
		{NULL}},
	{"a certificate whose number is too long",
		HEAD_OF EQD PORT VGM WEIGHED
		"DOC+SM1:VGM:306+"
		"123456789012345678901234567890123456789012345678901234567890123456789012345678901"
		"23456789012345678901'",
		1, {"value-too-long", "METHOD:SM1"}, {"\"kind\":\"VGM\""}},
	{"a certificate in words", HEAD_OF EQD PORT VGM WEIGHED "DOC+:::WEIGHING CERTIFICATE+C-1'", 1,
		{"METHOD:WEIGHING CERTIFICATE"}, {"\"severity\""}},
};

static void masses_say_what_they_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		case_holds(rows[i].name, "VERMAS:D:16A:UN:SMDG10", rows[i].body, rows[i].events,
			rows[i].heard, rows[i].not_heard);
}

static const char *const directories[] = {
	"D.16A BGM/HEAD DTM/HEAD RFF/HEAD_REFERENCE DTM/HEAD_REFERENCE NAD/PARTY CTA/CONTACT COM/CONTACT "
	"EQD/BOX "
	"RFF/BOX LOC/BOX SEL/BOX MEA/MASS DTM/MASS TDT/LEG RFF/LEG DOC/CERTIFICATE DTM/CERTIFICATE "
	"NAD/WEIGHER "
	"CTA/WEIGHER COM/WEIGHER",
};

static void every_segment_of_the_directories_has_its_row(void **state)
{
	(void)state;
	directories_hold(&vermas, directories, sizeof directories / sizeof *directories);
}

static void cuts_change_nothing(void **state)
{
	(void)state;
	cut_holds("VERMAS:D:16A:UN:SMDG10",
		HEAD_OF EQD PORT VGM WEIGHED "TDT+20+031W+1'DOC+SM1:VGM:306+C-1'NAD+WPA+++SCALE'CTA+RP+:LI'"
					     "EQD+CN+LBRU2000037+45G1'MEA+AAE+VGM+KGM:1'");
}

static void a_whole_ship_is_weighed(void **state)
{
	struct text body = TEXT_INIT, bytes = TEXT_INIT;
	struct heard h;

	(void)state;
	text_say(&body, HEAD_OF);
	for (unsigned i = 0; i < 3000; i++)
		text_printf(&body,
			"EQD+CN+LBR%05u+45G1'" PORT "MEA+AAE+VGM+KGM:%u'" WEIGHED "DOC+SM1:VGM:306+C%u'", i,
			20000 + i, i);
	message_wrap(&bytes, "VERMAS:D:16A:UN", text_string(&body));
	hear(&h, &little.world, bytes.bytes, bytes.length);
	assert_int_equal(h.events, 3000);
	for (unsigned i = 0; i < 3000; i += 331) {
		char line[200];

		snprintf(line, sizeof line,
			"\"references\":[{\"kind\":\"VGM\",\"value\":\"C%u\"}],\"measures\":[\"VGM:%u:KGM\"]",
			i, 20000 + i);
		assert_non_null(strstr(text_string(&h.out), line));
	}
	heard_free(&h);
	assert_int_equal(cut_handed(bytes.bytes, bytes.length), 3000);
	text_free(&body);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masses_say_what_they_say),
		cmocka_unit_test(every_segment_of_the_directories_has_its_row),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(a_whole_ship_is_weighed),
	};

	return cmocka_run_group_tests(tests, little_up, little_down);
}

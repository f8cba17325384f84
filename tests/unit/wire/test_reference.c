/* Reference lists: our own files, UN/LOCODE and SMDG as users have them, and the lists this program ships. */
#include "wire/sheet/reference.h"

#include "base/arena.h"
#include "base/fault.h"
#include "system/embed.h"
#include "wire/sheet/reference_value.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST 1024

/* Everything a list gave, copied. */
static struct {
	struct arena arena;
	struct place places[MOST];
	struct facility facilities[MOST];
	struct place_code place_codes[MOST];
	struct code_word codes[MOST];
	struct diagnostic diagnostics[MOST];
	size_t place_count, facility_count, place_code_count, code_count, diagnostic_count;
	size_t stop_after; /* 0: never */
} got;

static const char *kept(const char *s)
{
	return arena_strdup(&got.arena, s);
}

static void keep_names(const char *to[LANGUAGES], const char *const from[LANGUAGES])
{
	for (int i = 0; i < LANGUAGES; i++)
		to[i] = kept(from[i]);
}

static bool on_place(void *self, const struct place *p, struct fault *f)
{
	struct place *to = &got.places[got.place_count];

	(void)self;
	assert_true(got.place_count < MOST);
	*to = (struct place){.lat = p->lat, .lon = p->lon};
	to->code = kept(p->code);
	to->country = kept(p->country);
	to->zone = kept(p->zone);
	to->kinds = kept(p->kinds);
	to->gauges = kept(p->gauges);
	to->complex = kept(p->complex);
	keep_names(to->name, p->name);
	if (++got.place_count == got.stop_after)
		return fault_say(f, FAULT_NO_ROOM, "no room");
	return true;
}

static bool on_facility(void *self, const struct facility *p, struct fault *f)
{
	struct facility *to = &got.facilities[got.facility_count++];

	(void)self, (void)f;
	assert_true(got.facility_count < MOST);
	*to = (struct facility){.lat = p->lat, .lon = p->lon};
	to->place = kept(p->place);
	to->list = kept(p->list);
	to->code = kept(p->code);
	to->type = kept(p->type);
	keep_names(to->name, p->name);
	return true;
}

static bool on_place_code(void *self, const struct place_code *p, struct fault *f)
{
	(void)self, (void)f;
	assert_true(got.place_code_count < MOST);
	got.place_codes[got.place_code_count++] =
		(struct place_code){kept(p->place), kept(p->system), kept(p->code)};
	return true;
}

static bool on_code(void *self, const struct code_word *w, struct fault *f)
{
	struct code_word *to = &got.codes[got.code_count++];

	(void)self, (void)f;
	assert_true(got.code_count < MOST);
	to->list = kept(w->list);
	to->code = kept(w->code);
	keep_names(to->name, w->name);
	return true;
}

static void on_diagnostic(void *self, const struct diagnostic *d)
{
	struct diagnostic *to = &got.diagnostics[got.diagnostic_count++];

	(void)self;
	assert_true(got.diagnostic_count < MOST);
	*to = *d;
	to->code = kept(d->code);
	to->text = kept(d->text);
	to->tag = kept(d->tag);
}

static struct reference_count counts;
static struct fault fault;

static bool decode_bytes(enum reference_list list, const char *bytes, size_t n)
{
	static const struct reference_sink sink = {
		NULL, on_place, on_facility, on_place_code, on_code, on_diagnostic};
	size_t stop_after = got.stop_after;

	arena_free(&got.arena);
	memset(&got, 0, sizeof got);
	got.stop_after = stop_after;
	return reference_decode(list, bytes, n, &sink, &counts, &fault);
}

static void decode(enum reference_list list, const char *text)
{
	assert_int_equal(reference_sniff(text, strlen(text)), list);
	if (!decode_bytes(list, text, strlen(text)))
		fail_msg("%s", fault.text);
}

static int clear(void **state)
{
	(void)state;
	arena_free(&got.arena);
	memset(&got, 0, sizeof got);
	return 0;
}

static void assert_diagnostic(
	size_t i, enum severity severity, const char *code, uint32_t row, uint32_t column)
{
	assert_true(i < got.diagnostic_count);
	assert_int_equal(got.diagnostics[i].severity, severity);
	assert_string_equal(got.diagnostics[i].code, code);
	assert_int_equal(got.diagnostics[i].row, row);
	assert_int_equal(got.diagnostics[i].column, column);
	assert_true(got.diagnostics[i].offset == NO_OFFSET);
}

static void a_file_is_known_by_its_header_or_shape(void **state)
{
	static const struct {
		enum reference_list list;
		const char *text;
	} cases[] = {
		{REFERENCE_PLACES,
			"code,name_en,name_zh,name_ru,country,lat,lon,zone,kinds,gauges,complex\n"},
		{REFERENCE_FACILITIES, "place,list,code,name_en,name_zh,name_ru,lat,lon,type\n"},
		{REFERENCE_PLACE_CODES, "place,system,code\n"},
		{REFERENCE_CODES, "list,code,name_en,name_zh,name_ru\n"},
		{REFERENCE_LOCODE, ",\"QX\",,\".QUIXANIA\",,,,,,,,\n"},
		{REFERENCE_LOCODE, "+,QX,QAB,Quab,Quab,,RL,-23-----,2401,,3400N 10800E,\n"},
		{REFERENCE_LOCODE,
			"Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,"
			"Coordinates,Remarks\n"},
		{REFERENCE_SMDG, "UNLOCODE,Terminal Code,Terminal Facility Name,Latitude,Longitude\n"},
		{REFERENCE_SMDG, "UN/LOCODE;Alternative UNLOCODEs;Code;Facility Name\n"},
		{REFERENCE_SMDG, "Terminal list of the year\n\n,Terminal name,code,UN/LOCODE\n"},
		{REFERENCE_NONE, ""},
		{REFERENCE_NONE, "container,date\nCSQU3054383,2024-05-01\n"},
		{REFERENCE_NONE, "UNB+UNOA:2+ME+YOU+190130:2101+1'UNH+1+CODECO:D:95B:UN'\n"},
		{REFERENCE_NONE, "a,b,c,d\n1,2,3,4\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (reference_sniff(cases[i].text, strlen(cases[i].text)) != cases[i].list)
			fail_msg("case %zu: %s", i, cases[i].text);
	assert_string_equal(reference_list_name(REFERENCE_LOCODE), "un-locode");
	assert_string_equal(reference_list_caption(REFERENCE_SMDG), "SMDG terminal code list");
	assert_null(reference_list_name(REFERENCE_NONE));
}

static void a_place_has_every_column(void **state)
{
	const struct place *p = got.places;

	(void)state;
	decode(REFERENCE_PLACES,
		"code,name_en,name_zh,name_ru,country,lat,lon,zone,kinds,gauges,complex\n"
		"XABCD,Gate,关口,Ворота,KZ,45.25,-82.4833,Asia/Almaty,rail border,1435 1520,PAIR\n"
		"CNABC,Bare,,,CN,,,Asia/Shanghai,city,,\n");
	assert_int_equal(counts.taken, 2);
	assert_string_equal(p->code, "XABCD");
	assert_string_equal(p->name[LANG_EN], "Gate");
	assert_string_equal(p->name[LANG_ZH], "关口");
	assert_string_equal(p->name[LANG_RU], "Ворота");
	assert_string_equal(p->country, "KZ");
	assert_int_equal(p->lat, 45250000);
	assert_int_equal(p->lon, -82483300);
	assert_string_equal(p->zone, "Asia/Almaty");
	assert_string_equal(p->kinds, "rail border");
	assert_string_equal(p->gauges, "1435 1520");
	assert_string_equal(p->complex, "PAIR");
	assert_int_equal(p[1].lat, NO_COORDINATE);
	assert_int_equal(p[1].lon, NO_COORDINATE);
	assert_null(p[1].name[LANG_ZH]);
	assert_null(p[1].gauges);
	assert_int_equal(got.diagnostic_count, 0);
}

static void a_bad_row_is_told_and_the_rows_behind_it_go_on(void **state)
{
	(void)state;
	decode(REFERENCE_PLACES, "code,name_en,country,lat,lon,zone,kinds\n"
				 "XAAAA,,KZ,1,2,Asia/Almaty,city\n"       /* 2: no name */
				 "XAA,Short,KZ,1,2,Asia/Almaty,city\n"    /* 3: no code of ours */
				 "KZA1B,One,KZ,1,2,Asia/Almaty,city\n"    /* 4: UN/LOCODE has no 1 */
				 "XBBBB,\"Open,KZ,1,2,Asia/Almaty,city\n" /* 5: quote not closed */
				 "XCCCC,Far,KZ,91,2,Asia/Almaty,city\n"   /* 6: beyond the pole; taken */
				 "XDDDD,Half,KZ,41,,Asia/Almaty,city\n"   /* 7: half a position; taken */
				 "XEEEE,Few,KZ\n"                         /* 8: the rest is empty; taken */
				 "X1234,Good,KZ,1,2,Asia/Almaty,city,more\n" /* 9 */);
	assert_int_equal(counts.taken, 4);
	assert_int_equal(counts.refused, 4);
	assert_int_equal(got.diagnostic_count, 6);
	assert_diagnostic(0, SEVERITY_ERROR, "value-missing", 2, 2);
	assert_string_equal(got.diagnostics[0].tag, "name_en");
	assert_diagnostic(1, SEVERITY_ERROR, "code-malformed", 3, 1);
	assert_diagnostic(2, SEVERITY_ERROR, "code-malformed", 4, 1);
	assert_diagnostic(3, SEVERITY_ERROR, "row-malformed", 5, 0);
	assert_diagnostic(4, SEVERITY_WARNING, "coordinates-malformed", 6, 4);
	assert_diagnostic(5, SEVERITY_WARNING, "coordinates-malformed", 7, 4);
	assert_int_equal(got.places[0].lat, NO_COORDINATE);
	assert_int_equal(got.places[1].lat, NO_COORDINATE);
	assert_string_equal(got.places[2].code, "XEEEE");
	assert_string_equal(got.places[3].code, "X1234");
}

static void facilities_codes_and_words_are_read(void **state)
{
	(void)state;
	decode(REFERENCE_FACILITIES, "place,list,code,name_en,name_zh,name_ru,lat,lon,type\n"
				     "CNABC,OWN,YARD,\"Yard, east\",东场,Двор,34.5,119.25,RAMP\n"
				     ",OWN,LOST,Lost,,,,,RAMP\n");
	assert_int_equal(counts.taken, 1);
	assert_int_equal(counts.refused, 1);
	assert_string_equal(got.facilities[0].place, "CNABC");
	assert_string_equal(got.facilities[0].list, "OWN");
	assert_string_equal(got.facilities[0].code, "YARD");
	assert_string_equal(got.facilities[0].name[LANG_EN], "Yard, east");
	assert_string_equal(got.facilities[0].type, "RAMP");
	assert_int_equal(got.facilities[0].lon, 119250000);
	decode(REFERENCE_PLACE_CODES, "place,system,code\nXABCD,ESR,532909\nXABCD,ESR,\n");
	assert_int_equal(counts.taken, 1);
	assert_int_equal(counts.refused, 1);
	assert_string_equal(got.place_codes[0].place, "XABCD");
	assert_string_equal(got.place_codes[0].system, "ESR");
	assert_string_equal(got.place_codes[0].code, "532909");
	decode(REFERENCE_CODES,
		"list,code,name_en,name_zh,name_ru\nEVENT,LOAD,Loaded,装,Погружен\n,LOAD,Lost,,\n");
	assert_int_equal(counts.taken, 1);
	assert_int_equal(counts.refused, 1);
	assert_string_equal(got.codes[0].list, "EVENT");
	assert_string_equal(got.codes[0].code, "LOAD");
	assert_string_equal(got.codes[0].name[LANG_RU], "Погружен");
}

static void un_locode_is_read_as_published(void **state)
{
	const struct place *p = got.places;

	(void)state;
	decode(REFERENCE_LOCODE,
		",\"QX\",,\".QUIXANIA\",,,,,,,,\n"
		",\"QX\",\"QAB\",\"M\xFC\x8Alau\",\"Muslau\",\"NW\",\"123456-B\",\"AF\",\"0601\",,\"5126N "
		"00646E\","
		"\"a remark\"\n"
		",\"QX\",\"QAC\",\"Südort\",\"Sudort\",,\"--3-----\",\"RL\",\"0601\",,\"3345S 07130W\",\n"
		"X,\"QX\",\"QAD\",\"Gone\",\"Gone\",,\"--3-----\",\"XX\",\"0601\",,,\n"
		"=,\"QX\",,\"Old = New\",\"Old = New\",,,,,,,\n"
		",\"QX\",\"QAE\",\"Nowhere\",\"Nowhere\",,\"----5---\",\"RL\",\"0601\",,\"4204N 20251E\",\n"
		",\"QX\",\"Q0A\",\"Zero\",\"Zero\",,\"1-------\",\"RL\",\"0601\",,,\n");
	assert_int_equal(counts.taken, 3);
	assert_int_equal(counts.passed, 3);
	assert_int_equal(counts.refused, 1);
	assert_string_equal(p->code, "QXQAB");
	assert_string_equal(p->country, "QX");
	assert_string_equal(p->name[LANG_EN], "MüŠlau"); /* Windows-1252 */
	assert_string_equal(p->kinds, "port rail road airport dry-port border");
	assert_int_equal(p->lat, 51433333);
	assert_int_equal(p->lon, 6766667);
	assert_null(p->zone);
	assert_string_equal(p[1].name[LANG_EN], "Südort"); /* UTF-8 stays */
	assert_string_equal(p[1].kinds, "road");
	assert_int_equal(p[1].lat, -33750000);
	assert_int_equal(p[1].lon, -71500000);
	assert_null(p[2].kinds);
	assert_int_equal(p[2].lat, NO_COORDINATE);
	assert_int_equal(got.diagnostic_count, 2);
	assert_diagnostic(0, SEVERITY_WARNING, "coordinates-malformed", 6, 11);
	assert_diagnostic(1, SEVERITY_ERROR, "code-malformed", 7, 3);
}

/* Parts were published with the two columns the other way round, and republished lists have both orders. */
static void a_function_of_un_locode_is_found_where_its_status_should_be(void **state)
{
	static const char *const texts[] = {
		",\"QX\",\"QAB\",\"Quab\",\"Quab\",,\"12------\",\"RL\",\"0601\",,,\n",
		",\"QX\",\"QAB\",\"Quab\",\"Quab\",,\"RL\",\"12------\",\"0601\",,,\n",
		",\"QX\",,\".QUIXANIA\",,,,,,,,\n,\"QX\",\"QAB\",\"Quab\",,,\"RL\",\"12------\",,,,\n",
		"Change,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,"
		"Coordinates,Remarks\n,QX,QAB,Quab,Quab,,RL,12------,0601,,,\n",
		"Change,Country,Location,Name,NameWoDiacritics,Subdivision,Function,Status,Date,IATA,"
		"Coordinates,Remarks\n,QX,QAB,Quab,Quab,,RL,12------,0601,,,\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(reference_sniff(texts[i], strlen(texts[i])), REFERENCE_LOCODE);
		decode(REFERENCE_LOCODE, texts[i]);
		assert_int_equal(counts.taken, 1);
		assert_string_equal(got.places[0].kinds, "port rail");
		clear(NULL);
	}
}

static void un_locode_with_a_header_is_read_by_its_names(void **state)
{
	(void)state;
	decode(REFERENCE_LOCODE, "Country,Change,Location,Name,NameWoDiacritics,Function,Status,Coordinates\n"
				 "QX,,QAB,Quab,Quab,12------,RL,0010N 00020E\n");
	assert_int_equal(counts.taken, 1);
	assert_string_equal(got.places[0].code, "QXQAB");
	assert_string_equal(got.places[0].kinds, "port rail");
	assert_int_equal(got.places[0].lat, 166667);
}

static void smdg_terminals_are_read_whatever_the_edition_calls_its_columns(void **state)
{
	static const char *const texts[] = {
		"UNLOCODE,Alternative UNLOCODEs,Terminal Code,Terminal Facility Name,Terminal Company "
		"Name,Latitude,Longitude\n"
		"CN LYG,,NEWQ,New Quay,\"Company, Ltd\",34.7452801,119.42778\n"
		"CNLYG,,TOOLONG7,No Code,,,\n"
		"LYG,,OLDQ,No Place,,,\n",
		"SMDG Terminal Code List\n"
		"Code;UN/LOCODE;Latitude;Longitude;Terminal name\n"
		"NEWQ;CNLYG;34,74528 N;119,42778 E;New Quay\n"
		"NEWQ-;CNLYG;;;No Code\n"
		";CNLYG;;;No Code either\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct facility *f = got.facilities;

		decode(REFERENCE_SMDG, texts[i]);
		assert_int_equal(counts.taken, 1);
		assert_int_equal(counts.refused, 2);
		assert_int_equal(got.diagnostic_count, 2);
		assert_string_equal(f->place, "CNLYG");
		assert_string_equal(f->list, "SMDG");
		assert_string_equal(f->code, "NEWQ");
		assert_string_equal(f->name[LANG_EN], "New Quay");
		assert_string_equal(f->type, "POTE");
		assert_int_equal(f->lat, 34745280);
		assert_int_equal(f->lon, 119427780);
	}
}

static void degrees_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		int32_t millionths; /* NO_COORDINATE: refused */
	} cases[] = {
		{"34.745", 34745000},
		{"-34.745", -34745000},
		{"+34,745", 34745000},
		{"34", 34000000},
		{"34.123456789", 34123456},
		{"34.745 S", -34745000},
		{"s34.745", -34745000},
		{"34°44'43\"N", 34745278},
		{"34º 44′ 43″ S", -34745278},
		{"34 44 43", 34745278},
		{"34:44.5", 34741667},
		{"90", 90000000},
		{"89 59 59.9", 89999972},
		{"", NO_COORDINATE},
		{"-", NO_COORDINATE},
		{"N", NO_COORDINATE},
		{"north", NO_COORDINATE},
		{"91", NO_COORDINATE},
		{"90.000001", NO_COORDINATE},
		{"90 0 1", NO_COORDINATE},
		{"34 60 0", NO_COORDINATE},
		{"34.5 44 43", NO_COORDINATE},
		{"34 44 43 21", NO_COORDINATE},
		{"34.745E", NO_COORDINATE},
		{"-34.745S", NO_COORDINATE},
		{"N34.745N", NO_COORDINATE},
		{"99999999999999999999", NO_COORDINATE},
		{"1e1", NO_COORDINATE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t millionths = NO_COORDINATE;

		value_degrees(cases[i].text, 90, "NS", &millionths);
		if (millionths != cases[i].millionths)
			fail_msg("%s: %d", cases[i].text, (int)millionths);
	}
}

static void what_is_not_the_list_is_refused(void **state)
{
	static const char text[] = "container,date\nCSQU3054383,2024-05-01\n";

	(void)state;
	assert_false(decode_bytes(REFERENCE_LOCODE, text, sizeof text - 1));
	assert_int_equal(fault.code, FAULT_BAD_BODY);
	assert_non_null(strstr(fault.text, "UN/LOCODE"));
	assert_false(decode_bytes(REFERENCE_NONE, text, sizeof text - 1));
}

static void the_sink_ends_the_reading(void **state)
{
	static const char text[] = "code,name_en,country,lat,lon,zone,kinds\n"
				   "XAAAA,A,KZ,1,2,Asia/Almaty,city\nXBBBB,B,KZ,1,2,Asia/Almaty,city\n"
				   "XCCCC,C,KZ,1,2,Asia/Almaty,city\n";

	(void)state;
	got.stop_after = 2;
	assert_false(decode_bytes(REFERENCE_PLACES, text, sizeof text - 1));
	assert_int_equal(got.place_count, 2);
	assert_int_equal(fault.code, FAULT_NO_ROOM);
}

/* ---- the lists this program ships ---- */

static void decode_shipped(enum reference_list list, const char *name)
{
	const struct embedded *file = embedded_find(name);
	const char *bytes;

	assert_non_null(file);
	bytes = (const char *)file->bytes;
	assert_int_equal(reference_sniff(bytes, file->length), list);
	assert_true(decode_bytes(list, bytes, file->length));
	for (size_t i = 0; i < got.diagnostic_count; i++)
		print_error(
			"%s, row %u: %s\n", name, (unsigned)got.diagnostics[i].row, got.diagnostics[i].text);
	assert_int_equal(got.diagnostic_count, 0);
	assert_int_equal(counts.refused + counts.passed, 0);
}

static bool has_word(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (; words && *words; words += strcspn(words, " "), words += *words == ' ')
		if (strcspn(words, " ") == length && strncmp(words, word, length) == 0)
			return true;
	return false;
}

static size_t word_count(const char *words)
{
	size_t n = words && *words;

	for (; words && *words; words++)
		n += *words == ' ';
	return n;
}

static void assert_known_kinds(const struct place *p)
{
	static const char *const kinds[] = {
		"port", "rail", "border", "road", "dry-port", "ferry", "airport", "city", "gauge-change"};
	size_t known = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		known += has_word(p->kinds, kinds[i]);
	if (known == 0 || known != word_count(p->kinds))
		fail_msg("%s: kinds %s", p->code, p->kinds);
}

static void every_shipped_place_is_whole(void **state)
{
	(void)state;
	decode_shipped(REFERENCE_PLACES, "data/places.csv");
	assert_true(got.place_count >= 200);
	for (size_t i = 0; i < got.place_count; i++) {
		const struct place *p = &got.places[i];
		size_t same_complex = 0;

		for (int l = 0; l < LANGUAGES; l++)
			assert_non_null(p->name[l]);
		if (!p->zone || !strchr(p->zone, '/') || p->lat == NO_COORDINATE)
			fail_msg("%s has no zone or position", p->code);
		if (strcmp(p->country, "CN") == 0)
			assert_string_equal(p->zone, "Asia/Shanghai");
		if (p->code[0] != 'X' && strncmp(p->code, p->country, 2) != 0)
			fail_msg("%s does not stand in %s", p->code, p->country);
		assert_known_kinds(p);
		if (has_word(p->kinds, "rail") && !p->gauges)
			fail_msg("%s has rail and no gauge", p->code);
		if (has_word(p->kinds, "gauge-change") && word_count(p->gauges) < 2)
			fail_msg("%s changes gauge and has one", p->code);
		for (size_t j = 0; j < got.place_count; j++) {
			if (i != j && strcmp(p->code, got.places[j].code) == 0)
				fail_msg("%s is there twice", p->code);
			same_complex += p->complex && got.places[j].complex &&
					strcmp(p->complex, got.places[j].complex) == 0;
		}
		if (p->complex && same_complex < 2)
			fail_msg("%s is alone in complex %s", p->code, p->complex);
	}
}

static const struct place *shipped_place(const char *code)
{
	for (size_t i = 0; i < got.place_count; i++)
		if (strcmp(got.places[i].code, code) == 0)
			return &got.places[i];
	fail_msg("%s is not shipped", code);
	return NULL;
}

/* The published list has Alashankou west of Dostyk, and trains come from the east. */
static void alashankou_stands_east_of_dostyk(void **state)
{
	(void)state;
	decode_shipped(REFERENCE_PLACES, "data/places.csv");
	assert_true(shipped_place("CNAKL")->lon > shipped_place("KZDOS")->lon);
	assert_string_equal(shipped_place("CNAKL")->complex, shipped_place("KZDOS")->complex);
	assert_string_equal(shipped_place("BYBQT")->complex, shipped_place("PLMAA")->complex);
	assert_string_equal(shipped_place("CNHRS")->complex, shipped_place("XKALT")->complex);
}

/* Weights 1..5 mod 11; where that is 10, weights 3..7; where that is 10 again, 0. */
static int esr_check_digit(const char *code)
{
	int first = 0, second = 0;

	for (int i = 0; i < 5; i++) {
		first += (code[i] - '0') * (i + 1);
		second += (code[i] - '0') * (i + 3);
	}
	return first % 11 < 10 ? first % 11 : second % 11 % 10;
}

static void what_is_shipped_of_places_names_places_that_are_shipped(void **state)
{
	static struct place_code codes[MOST];
	static struct facility facilities[MOST];
	struct arena codes_arena, facilities_arena;
	size_t code_count, facility_count;

	(void)state;
	decode_shipped(REFERENCE_PLACE_CODES, "data/place_codes.csv");
	memcpy(codes, got.place_codes, sizeof codes);
	code_count = got.place_code_count;
	codes_arena = got.arena;
	got.arena = (struct arena)ARENA_INIT;
	decode_shipped(REFERENCE_FACILITIES, "data/facilities.csv");
	memcpy(facilities, got.facilities, sizeof facilities);
	facility_count = got.facility_count;
	facilities_arena = got.arena;
	got.arena = (struct arena)ARENA_INIT;
	decode_shipped(REFERENCE_PLACES, "data/places.csv");
	assert_true(facility_count >= 30);
	for (size_t i = 0; i < code_count; i++) {
		const char *code = codes[i].code;

		shipped_place(codes[i].place);
		if (strcmp(codes[i].system, "ESR") == 0 && esr_check_digit(code) != code[5] - '0')
			fail_msg("ESR %s fails its check digit", code);
		for (size_t j = 0; j < i; j++)
			if (strcmp(codes[i].system, codes[j].system) == 0 && strcmp(code, codes[j].code) == 0)
				fail_msg("%s %s is there twice", codes[i].system, code);
		for (size_t j = 0; j < got.place_count; j++)
			if (strcmp(code, got.places[j].code) == 0)
				fail_msg("%s is a place of its own and another's %s", code, codes[i].system);
	}
	for (size_t i = 0; i < facility_count; i++) {
		shipped_place(facilities[i].place);
		assert_non_null(strstr("POTE RAMP INTE DEPO BOCR OFFD COFS CLOC", facilities[i].type));
		for (int l = 0; l < LANGUAGES; l++)
			assert_non_null(facilities[i].name[l]);
	}
	arena_free(&codes_arena);
	arena_free(&facilities_arena);
}

static void shipped_words_are_in_every_language_and_once(void **state)
{
	static const char *const needed_codes[][2] = {
		{"EVENT", "GTIN"}, {"SIZETYPE", "45G1"}, {"RAILWAY", "27"}, {"COUNTRY", "KZ"}};
	size_t found = 0;

	(void)state;
	decode_shipped(REFERENCE_CODES, "data/codes.csv");
	for (size_t i = 0; i < got.code_count; i++) {
		const struct code_word *w = &got.codes[i];

		for (int l = 0; l < LANGUAGES; l++)
			assert_non_null(w->name[l]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(w->list, got.codes[j].list) == 0 &&
				strcmp(w->code, got.codes[j].code) == 0)
				fail_msg("%s %s is there twice", w->list, w->code);
		for (size_t n = 0; n < sizeof needed_codes / sizeof *needed_codes; n++)
			found += strcmp(w->list, needed_codes[n][0]) == 0 &&
				 strcmp(w->code, needed_codes[n][1]) == 0;
	}
	assert_int_equal(found, sizeof needed_codes / sizeof *needed_codes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_file_is_known_by_its_header_or_shape, clear),
		cmocka_unit_test_teardown(a_place_has_every_column, clear),
		cmocka_unit_test_teardown(a_bad_row_is_told_and_the_rows_behind_it_go_on, clear),
		cmocka_unit_test_teardown(facilities_codes_and_words_are_read, clear),
		cmocka_unit_test_teardown(un_locode_is_read_as_published, clear),
		cmocka_unit_test_teardown(a_function_of_un_locode_is_found_where_its_status_should_be, clear),
		cmocka_unit_test_teardown(un_locode_with_a_header_is_read_by_its_names, clear),
		cmocka_unit_test_teardown(
			smdg_terminals_are_read_whatever_the_edition_calls_its_columns, clear),
		cmocka_unit_test_teardown(degrees_are_read_as_people_write_them, clear),
		cmocka_unit_test_teardown(what_is_not_the_list_is_refused, clear),
		cmocka_unit_test_teardown(the_sink_ends_the_reading, clear),
		cmocka_unit_test_teardown(every_shipped_place_is_whole, clear),
		cmocka_unit_test_teardown(alashankou_stands_east_of_dostyk, clear),
		cmocka_unit_test_teardown(what_is_shipped_of_places_names_places_that_are_shipped, clear),
		cmocka_unit_test_teardown(shipped_words_are_in_every_language_and_once, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

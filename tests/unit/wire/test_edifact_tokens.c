/* The tokeniser: what bytes become, whatever the pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/chance.h"
#include "base/text.h"
#include "wire/edifact/tokens.h"

/* UNB is announced as the decoder does it: the tokeniser itself does not read it. */
static void announce(struct tokens *t, const struct segment *s)
{
	struct slice set = segment_at(s, 1, 1), version = segment_at(s, 1, 2);
	enum charset charset = charset_of(set.s, set.n);

	tokens_announce(t, charset == CHARSETS ? CHARSET_UNOB : charset,
		version.n ? (unsigned)(*version.s - '0') : 0);
}

/* "TAG|component,component|element" with the faults and the place behind it; "~" begins a repetition. */
static void segment_line(struct text *out, const struct segment *s)
{
	text_say(out, *s->name ? s->name : "?");
	for (unsigned e = 1; e <= s->elements; e++)
		for (unsigned c = 0; c < s->element[e].count; c++) {
			struct slice x = s->slice[s->element[e].first + c];

			text_byte(out, c == 0 ? '|' : x.repeats ? '~' : ',');
			text_add(out, x.s, x.n);
		}
	if (s->faults)
		text_printf(out, " !%u", s->faults);
	text_printf(out, " @%llu+%u\n", (unsigned long long)s->offset, s->length);
}

static void drain(struct tokens *t, struct text *out)
{
	const struct segment *s;

	while ((s = tokens_next(t))) {
		segment_line(out, s);
		if (s->tag == TAG('U', 'N', 'B'))
			announce(t, s);
	}
}

static void tokenised(struct text *out, const char *bytes, size_t n, const size_t *cuts, size_t count)
{
	struct tokens *t = tokens_new();
	const struct segment *s;
	uint64_t where;
	uint32_t noise;
	size_t at = 0;

	for (size_t i = 0; i <= count; i++) {
		size_t end = i < count ? cuts[i] : n;
		char *piece = malloc(end - at + 1);

		memcpy(piece, bytes + at, end - at);
		tokens_give(t, piece, end - at);
		drain(t, out);
		free(piece);
		at = end;
	}
	s = tokens_end(t);
	if (s)
		segment_line(out, s);
	noise = tokens_noise(t, &where);
	if (noise)
		text_printf(out, "noise %u @%llu\n", noise, (unsigned long long)where);
	tokens_free(t);
}

#define CUT      "1"  /* SEGMENT_CUT */
#define CONTROLS "8"  /* SEGMENT_CONTROLS */
#define BAD_TEXT "16" /* SEGMENT_BAD_TEXT */
#define NO_TAG   "32" /* SEGMENT_NO_TAG */
#define BROKEN   "64" /* SEGMENT_BROKEN */
#define BYTES(s) s, sizeof(s) - 1

static const struct row {
	const char *name, *bytes;
	size_t n;
	const char *expected;
} rows[] = {
	{"defaults", BYTES("BGM+34+1:2+9'DTM+7:20260101'"), "BGM|34|1,2|9 @0+13\nDTM|7,20260101 @13+15\n"},
	{"nothing", BYTES(""), ""},
	{"empty elements", BYTES("A1B++:x:'C2D'"), "A1B||,x, @0+9\nC2D @9+4\n"},
	{"una", BYTES("UNA;*,! #BGM*34*1;2!*#"), "BGM|34|1,2* @9+13\n"},
	{"una then defaults again", BYTES("UNA;*,! #UNB*UNOA;2#UNZ*1#UNB+UNOA:2'UNZ+1'"),
		"UNB|UNOA,2 @9+11\nUNZ|1 @20+6\nUNB|UNOA,2 @26+11\nUNZ|1 @37+6\n"},
	{"una of letters is not believed", BYTES("UNAXYZ? 'BGM+1'"), "BGM|1 @9+6\n"},
	{"una that swaps the characters", BYTES("BGM+1'UNA': .+?5X2:1'2?"), "BGM|1 @0+6\n5X2|1,2 @15+8\n"},
	{"una with a letter that would release", BYTES("UNA:+.Z 'FTX+aZ+b'"), "FTX|aZ|b @9+9\n"},
	{"una without release", BYTES("UNA:+.  'FTX+what?+so'"), "FTX|what?|so @9+13\n"},
	{"una, line ends, then unb", BYTES("UNA:+.? '\r\nUNB+UNOA:2'"), "UNB|UNOA,2 @11+11\n"},
	{"una with a line end as terminator", BYTES("UNA:+.? \nBGM+1\nDTM+2\n\n"),
		"BGM|1 @9+6\nDTM|2 @15+6\n"},
	{"released characters", BYTES("FTX+a?+b?:c??d?'e?x'"), "FTX|a+b:c?d'ex @0+20\n"},
	{"released release before the end", BYTES("FTX+a?\?'BGM+1'"), "FTX|a? @0+8\nBGM|1 @8+6\n"},
	{"a value of releases", BYTES("FTX+?\?\?\?'"), "FTX|?? @0+9\n"},
	{"line ends between", BYTES("BGM+1'\r\nDTM+2'\n\n\r\n  \tLOC+3'\n"),
		"BGM|1 @0+6\nDTM|2 @8+6\nLOC|3 @21+6\n"},
	{"lines broken inside", BYTES("BG\r\nM+1\n2+3'"), "BGM|12|3 !" BROKEN " @0+12\n"},
	{"byte order mark", BYTES("\xEF\xBB\xBFUNB+UNOA:1'"), "UNB|UNOA,1 @3+11\n"},
	{"byte order marks of joined files",
		BYTES("BGM+1'\xEF\xBB\xBF"
		      "BGM+2'"),
		"BGM|1 @0+6\nBGM|2 @9+6\n"},
	{"nul inside", BYTES("BGM+a\0b'"), "BGM|ab !" CONTROLS " @0+8\n"},
	{"nul and end of file between",
		BYTES("BGM+1'\0\0\x1A"
		      "DTM+2'"),
		"BGM|1 @0+6\nDTM|2 @9+6\nnoise 3 @6\n"},
	{"unterminated", BYTES("BGM+1'DTM+2"), "BGM|1 @0+6\nDTM|2 !" CUT " @6+5\n"},
	{"unterminated after a release", BYTES("DTM+2?"), "DTM|2 !" CUT " @0+6\n"},
	{"cut in a una", BYTES("UNA:+"), "UNA| !" CUT " @0+5\n"},
	{"cut in a una after a release", BYTES("BGM+1'UNA:+.?"), "BGM|1 @0+6\nUNA|. !" CUT " @6+7\n"},
	{"cut in a una of releases", BYTES("BGM+1'UNA?????"), "BGM|1 @0+6\nUNA !33 @6+8\n"},
	{"cut in a name", BYTES("UN"), "UN !33 @0+2\n"},
	{"no name", BYTES("hello+1'BGM+1'"), "?|1 !" NO_TAG " @0+8\nBGM|1 @8+6\n"},
	{"too long a name", BYTES("BGMX+1'"), "BGM|1 !" NO_TAG " @0+7\n"},
	{"empty segment", BYTES("BGM'''"), "BGM @0+4\n? !" NO_TAG " @4+1\n? !" NO_TAG " @5+1\n"},
	{"a star is a star in syntax 3", BYTES("UNB+UNOA:3'RFF+a*b'"), "UNB|UNOA,3 @0+11\nRFF|a*b @11+8\n"},
	{"a star repeats in syntax 4", BYTES("UNB+UNOA:4'RFF+a:b*c+d'"),
		"UNB|UNOA,4 @0+11\nRFF|a,b~c|d @11+12\n"},
	{"una says what repeats", BYTES("UNA:+.?^'UNB+UNOA:4'RFF+a^b*'"),
		"UNB|UNOA,4 @9+11\nRFF|a~b* @20+9\n"},
	{"una says nothing repeats", BYTES("UNA:+.? 'UNB+UNOA:4'RFF+a b*'"),
		"UNB|UNOA,4 @9+11\nRFF|a b* @20+9\n"},
	{"latin", BYTES("UNB+UNOC:3'NAD+K\xF6ln'"), "UNB|UNOC,3 @0+11\nNAD|K\xC3\xB6ln @11+9\n"},
	{"cyrillic", BYTES("UNB+UNOE:3'NAD+\xBC\xBE\xC1'"),
		"UNB|UNOE,3 @0+11\nNAD|\xD0\x9C\xD0\x9E\xD0\xA1 @11+8\n"},
	{"turkish",
		BYTES("UNB+UNOK:3'NAD+\xDD"
		      "ZM\xDDR'"),
		"UNB|UNOK,3 @0+11\nNAD|\xC4\xB0ZM\xC4\xB0R @11+10\n"},
	{"a byte that greek has not", BYTES("UNB+UNOF:3'NAD+\xC1\xFF'"),
		"UNB|UNOF,3 @0+11\nNAD|\xCE\x91\xEF\xBF\xBD !" BAD_TEXT " @11+7\n"},
	{"utf-8", BYTES("UNB+UNOY:4'NAD+\xE8\xBF\x9E\xE4\xBA\x91'"),
		"UNB|UNOY,4 @0+11\nNAD|\xE8\xBF\x9E\xE4\xBA\x91 @11+11\n"},
	{"broken utf-8", BYTES("UNB+UNOY:4'NAD+a\xE8\xBF+b'"),
		"UNB|UNOY,4 @0+11\nNAD|a\xEF\xBF\xBD\xEF\xBF\xBD|b !" BAD_TEXT " @11+10\n"},
	{"utf-8 in unoa is kept, and said", BYTES("UNB+UNOA:2'NAD+K\xC3\xB6ln'"),
		"UNB|UNOA,2 @0+11\nNAD|K\xC3\xB6ln !" BAD_TEXT " @11+10\n"},
	{"latin in unoa is lost, and said", BYTES("UNB+UNOA:2'NAD+K\xF6ln'"),
		"UNB|UNOA,2 @0+11\nNAD|K\xEF\xBF\xBDln !" BAD_TEXT " @11+9\n"},
	{"a released high byte", BYTES("UNB+UNOC:3'NAD+?\xF6?+'"), "UNB|UNOC,3 @0+11\nNAD|\xC3\xB6+ @11+9\n"},
	{"latin survives the next interchange", BYTES("UNB+UNOC:3'UNZ'UNB+UNOA:1'NAD+\xF6'"),
		"UNB|UNOC,3 @0+11\nUNZ @11+4\nUNB|UNOA,1 @15+11\nNAD|\xEF\xBF\xBD !" BAD_TEXT " @26+6\n"},
	{"a long segment in blocks",
		BYTES("FTX+AAA+++0123456789012345678901234567890123456789:0123456789?+123456'X1Y'"),
		"FTX|AAA|||0123456789012345678901234567890123456789,0123456789+123456 @0+70\nX1Y @70+4\n"},
};

static void bytes_become_segments(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = TEXT_INIT;

		tokenised(&out, rows[i].bytes, rows[i].n, NULL, 0);
		if (strcmp(text_string(&out), rows[i].expected) != 0)
			print_message("case: %s\n", rows[i].name);
		assert_string_equal(text_string(&out), rows[i].expected);
		text_free(&out);
	}
}

static void cuts_change_nothing(void **state)
{
	struct chance chance = {20260215};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t cut = 0; cut <= rows[i].n; cut++) {
			size_t two[2] = {cut, cut + chance_below(&chance, rows[i].n - cut + 1)}, one[80];
			struct text out = TEXT_INIT;

			tokenised(&out, rows[i].bytes, rows[i].n, two, 2);
			if (strcmp(text_string(&out), rows[i].expected) != 0)
				print_message("case: %s cut at %zu and %zu\n", rows[i].name, two[0], two[1]);
			assert_string_equal(text_string(&out), rows[i].expected);
			text_clear(&out);
			for (size_t k = 0; k < rows[i].n && k < 80; k++)
				one[k] = k;
			tokenised(&out, rows[i].bytes, rows[i].n, one, rows[i].n < 80 ? rows[i].n : 80);
			assert_string_equal(text_string(&out), rows[i].expected);
			text_free(&out);
		}
}

static void limits_are_kept(void **state)
{
	static const size_t lengths[] = {
		LIMIT_SEGMENT - 1, LIMIT_SEGMENT, LIMIT_SEGMENT + 1, 3 * LIMIT_SEGMENT};

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		for (size_t piece = 1; piece < 8; piece++) {
			struct text bytes = TEXT_INIT, out = TEXT_INIT;
			size_t cuts[7];
			bool fits = lengths[i] <= LIMIT_SEGMENT;

			text_say(&bytes, "FTX+");
			while (bytes.length < lengths[i] - 1)
				text_byte(&bytes, 'x');
			text_say(&bytes, "'BGM+1'");
			for (size_t k = 0; k < piece; k++)
				cuts[k] = bytes.length * (k + 1) / (piece + 1);
			tokenised(&out, bytes.bytes, bytes.length, cuts, piece);
			assert_int_equal(
				strncmp(text_string(&out), fits ? "FTX|xxx" : "FTX !2 @0+", fits ? 7 : 10),
				0);
			assert_non_null(strstr(text_string(&out), "\nBGM|1 @"));
			text_free(&bytes);
			text_free(&out);
		}
}

/* Through a volatile index, so that no compiler knows better where it points. */
static uint32_t length_at(const struct segment *s, unsigned e, unsigned c)
{
	volatile unsigned element = e, component = c;

	return segment_at(s, element, component).n;
}

static void width_is_kept(void **state)
{
	(void)state;
	for (unsigned width = LIMIT_SEGMENT_ELEMENTS - 2; width < LIMIT_SEGMENT_ELEMENTS + 3; width++)
		for (int separator = 0; separator < 2; separator++) {
			struct tokens *t = tokens_new();
			struct text bytes = TEXT_INIT;
			const struct segment *s;

			text_say(&bytes, "FTX+");
			for (unsigned i = 1; i < width; i++)
				text_byte(&bytes, separator ? '+' : ':');
			text_byte(&bytes, '\'');
			tokens_give(t, bytes.bytes, bytes.length);
			s = tokens_next(t);
			assert_non_null(s);
			assert_int_equal(s->faults, width > LIMIT_SEGMENT_ELEMENTS ? SEGMENT_TOO_MANY : 0);
			assert_int_equal(
				length_at(s, separator ? width + 9 : 1, separator ? 1 : width + 9), 0);
			assert_null(tokens_next(t));
			tokens_free(t);
			text_free(&bytes);
		}
}

/* Bytes made of what matters to the syntax: whatever they are, pieces do not change what they become. */
static void any_bytes_in_any_pieces(void **state)
{
	static const char alphabet[] = "UNABZHT+++:::'''?\r\n\xEF\xBB\xBF*\x1A\xC3\xB6 X1";
	struct chance chance = {7};

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		size_t n = chance_below(&chance, sizeof bytes), cuts[4], at = 0;
		struct text whole = TEXT_INIT, pieces = TEXT_INIT;

		for (size_t i = 0; i < n; i++)
			bytes[i] = alphabet[chance_below(&chance, sizeof alphabet - 1)];
		for (size_t i = 0; i < 4; i++)
			cuts[i] = at += chance_below(&chance, n - at + 1);
		tokenised(&whole, bytes, n, NULL, 0);
		tokenised(&pieces, bytes, n, cuts, 4);
		assert_string_equal(text_string(&whole), text_string(&pieces));
		text_free(&whole);
		text_free(&pieces);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_segments),
		cmocka_unit_test(cuts_change_nothing),
		cmocka_unit_test(limits_are_kept),
		cmocka_unit_test(width_is_kept),
		cmocka_unit_test(any_bytes_in_any_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

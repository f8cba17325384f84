#include "codes/code.h"

#include "base/text.h"
#include "codes/imo.h"
#include "codes/iso6346.h"
#include "codes/locode.h"
#include "codes/shape.h"
#include "codes/size_type.h"
#include "codes/station.h"
#include "codes/wagon.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

const struct code_row code_rows[CODE_KINDS] = {
	[CODE_CONTAINER] = {"container", "container number, ISO 6346"},
	[CODE_SIZE_TYPE] = {"size-type", "size and type of a container, ISO 6346 or as people write it"},
	[CODE_LOCODE] = {"locode", "place, UN/LOCODE"},
	[CODE_WAGON_UIC] = {"uic", "wagon or traction unit, UIC, 12 digits"},
	[CODE_WAGON_CIS] = {"cis", "wagon of the 1520 mm railways, 8 digits"},
	[CODE_WAGON_CR] = {"cr", "wagon of China Railway, 7 digits"},
	[CODE_STATION_ESR] = {"esr", "station of the 1520 mm railways, ESR, 6 digits"},
	[CODE_IMO] = {"imo", "ship, IMO number"},
};

/* Each is given a->code normalised, and sets verdict and text where the shape is its own.  Size and type have
 * a reading of their own, because people write words there. */
static void (*const answers_of[CODE_KINDS])(struct code_answer *a) = {
	[CODE_CONTAINER] = iso6346_answer,
	[CODE_LOCODE] = locode_answer,
	[CODE_WAGON_UIC] = wagon_uic_answer,
	[CODE_WAGON_CIS] = wagon_cis_answer,
	[CODE_WAGON_CR] = wagon_cr_answer,
	[CODE_STATION_ESR] = station_answer,
	[CODE_IMO] = imo_answer,
};

bool code_kind_of(const char *word, enum code_kind *kind)
{
	for (int k = 0; k < CODE_KINDS; k++)
		if (strcmp(code_rows[k].word, word) == 0) {
			*kind = (enum code_kind)k;
			return true;
		}
	return false;
}

/* Normalising */

enum change { LEFT_OUT = 1, RAISED = 2, NARROWED = 4, LATIN = 8 };

static const struct {
	enum change change;
	const char *words;
} changes[] = {
	{LEFT_OUT, "blanks or punctuation left out"},
	{RAISED, "lower case raised"},
	{NARROWED, "full-width signs narrowed"},
	{LATIN, "Cyrillic look-alikes made Latin"},
};

static const struct {
	uint32_t upper, lower;
	char latin;
} look_alikes[] = {{0x410, 0x430, 'A'}, {0x412, 0x432, 'B'}, {0x421, 0x441, 'C'}, {0x415, 0x435, 'E'},
	{0x41D, 0x43D, 'H'}, {0x41A, 0x43A, 'K'}, {0x41C, 0x43C, 'M'}, {0x41E, 0x43E, 'O'},
	{0x420, 0x440, 'P'}, {0x422, 0x442, 'T'}, {0x425, 0x445, 'X'}, {0x423, 0x443, 'Y'}};

/* Blanks, hyphens, dots and slashes of all widths, and what copying out of a document leaves behind. */
static bool left_out(uint32_t c)
{
	if (c >= '0' && c < 0xA0) /* nearly all there is */
		return c == '[' || c == ']';
	if (c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09)
		return true;
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '-' || c == '.' || c == '/' ||
	       c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x2015) || c == 0x202F || c == 0x2060 ||
	       c == 0x2212 || c == 0x3000 || c == 0xFEFF || (c >= 0xFF0D && c <= 0xFF0F);
}

static char latin(uint32_t c)
{
	for (size_t i = 0; i < COUNT(look_alikes); i++)
		if (look_alikes[i].upper == c || look_alikes[i].lower == c)
			return look_alikes[i].latin;
	return '\0';
}

/* The ASCII character that c stands for, NUL where there is none; notes what was changed. */
static char fold(uint32_t c, unsigned *changed)
{
	if (c >= 0xFF10 && c <= 0xFF5A) {
		c -= 0xFEE0;
		*changed |= NARROWED;
	}
	if (c >= 'a' && c <= 'z') {
		*changed |= RAISED;
		return (char)(c - 'a' + 'A');
	}
	if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
		return (char)c;
	if (!latin(c))
		return '\0';
	*changed |= LATIN;
	return latin(c);
}

static void say_changes(unsigned changed, char *out, size_t room)
{
	size_t at = 0;

	for (size_t i = 0; i < COUNT(changes) && at < room; i++)
		if (changed & changes[i].change)
			at += (size_t)snprintf(out + at, room - at, "%s%s", at ? ", " : "", changes[i].words);
}

bool code_normalise(const char *raw, char *out, size_t room, char *changed, size_t changed_room)
{
	size_t n = strnlen(raw, CODE_RAW + 1), at = 0;
	unsigned seen = 0;

	out[0] = '\0';
	if (changed_room)
		changed[0] = '\0';
	if (n > CODE_RAW)
		return false;
	for (size_t i = 0, length; i < n; i += length) {
		uint32_t c;

		length = utf8_length(raw + i, n - i);
		if (!length)
			return false;
		c = utf8_character(raw + i, length);
		if (left_out(c)) {
			seen |= LEFT_OUT;
			continue;
		}
		if (at + 1 >= room)
			return false;
		out[at] = fold(c, &seen);
		if (!out[at++])
			return false;
		out[at] = '\0';
	}
	say_changes(seen, changed, changed_room);
	return at > 0;
}

size_t code_loosely(const char *raw, size_t n, char *out)
{
	size_t at = 0;
	unsigned changed = 0;

	for (size_t i = 0, length; i < n; i += length) {
		uint32_t c;
		char plain;

		length = utf8_length(raw + i, n - i);
		c = length ? utf8_character(raw + i, length) : 0;
		plain = length ? fold(c, &changed) : '\0';
		if (plain) {
			out[at++] = plain;
		} else if (!length || !left_out(c)) {
			length = length ? length : 1;
			memcpy(out + at, raw + i, length);
			at += length;
		}
	}
	out[at] = '\0';
	return at;
}

/* Why not */

static const struct {
	uint32_t upper, lower;
	const char *what;
} deceivers[] = {{0x417, 0x437, "the Cyrillic letter Ze, which looks like the digit 3"},
	{0x431, 0x431, "the Cyrillic letter Be, which looks like the digit 6"},
	{0x427, 0x447, "the Cyrillic letter Che, which looks like the digit 4"},
	{0x406, 0x456, "the Cyrillic letter I, which looks like the Latin one and the digit 1"},
	{0x405, 0x455, "the Cyrillic letter Dze, which looks like the Latin S"},
	{0x408, 0x458, "the Cyrillic letter Je, which looks like the Latin J"},
	{0x39F, 0x3BF, "the Greek letter Omicron, which looks like the Latin O and the digit 0"},
	{0xD8, 0xF8, "a letter with a stroke, which looks like the digit 0"}};

static void say_oddity(const char *s, size_t length, char *text, size_t room)
{
	uint32_t c = utf8_character(s, length);

	for (size_t i = 0; i < COUNT(deceivers); i++)
		if (deceivers[i].upper == c || deceivers[i].lower == c) {
			snprintf(text, room, "\"%.*s\" is %s", (int)length, s, deceivers[i].what);
			return;
		}
	snprintf(text, room, "\"%.*s\" stands in no code", (int)length, s);
}

bool code_oddity(const char *raw, char *text, size_t room)
{
	size_t n = strnlen(raw, CODE_RAW + 1), kept = 0;
	unsigned changed = 0;

	for (size_t i = 0, length; n <= CODE_RAW && i < n; i += length) {
		uint32_t c;

		length = utf8_length(raw + i, n - i);
		if (!length) {
			snprintf(text, room, "it is not UTF-8");
			return true;
		}
		c = utf8_character(raw + i, length);
		if (left_out(c))
			continue;
		if (!fold(c, &changed)) {
			say_oddity(raw + i, length, text, room);
			return true;
		}
		kept++;
	}
	if (n > CODE_RAW || kept >= sizeof((struct code_answer *)NULL)->code)
		snprintf(text, room, "it is longer than any code");
	else if (!kept)
		snprintf(text, room, "nothing stands there");
	else
		text[0] = '\0';
	return *text;
}

/* Judging */

static void say_not_this(struct code_answer *a, const char *raw)
{
	char why[128];
	bool odd = code_oddity(raw, why, sizeof why);

	snprintf(a->text, sizeof a->text, "The form is not that of: %s%s%s", code_rows[a->kind].about,
		odd ? "; " : "", odd ? why : "");
}

struct code_answer code_judge(enum code_kind kind, const char *raw)
{
	struct code_answer a = {.kind = kind, .verdict = CODE_NOT_THIS};
	bool normal = code_normalise(raw, a.code, sizeof a.code, a.changed, sizeof a.changed);

	if (!normal)
		a.code[0] = a.changed[0] = '\0';
	if (kind == CODE_SIZE_TYPE)
		size_type_answer(&a, raw);
	else if (normal)
		answers_of[kind](&a);
	if (a.verdict == CODE_NOT_THIS)
		say_not_this(&a, raw);
	return a;
}

static bool luhn_fits(const char *code, size_t n)
{
	return shape_digits(code) == n && !code[n] && luhn_digit(code, n - 1) == code[n - 1];
}

bool code_holds(enum code_kind kind, const char *raw)
{
	char code[sizeof((struct code_answer *)NULL)->code];

	if (kind != CODE_SIZE_TYPE && !code_normalise(raw, code, sizeof code, NULL, 0))
		return false;
	switch (kind) {
	case CODE_CONTAINER:
		return iso6346_judge(code, NULL) == ISO6346_HOLDS;
	case CODE_WAGON_UIC:
		return luhn_fits(code, 12);
	case CODE_WAGON_CIS:
		return luhn_fits(code, 8);
	case CODE_STATION_ESR:
		return shape_fits(code, "999999") && station_check_digit(code) == code[5];
	default:
		return code_judge(kind, raw).verdict == CODE_HOLDS;
	}
}

size_t code_guess(const char *raw, struct code_answer answers[CODE_KINDS])
{
	static const enum code_kind likely[CODE_KINDS] = {CODE_CONTAINER, CODE_WAGON_UIC, CODE_WAGON_CIS,
		CODE_IMO, CODE_WAGON_CR, CODE_STATION_ESR, CODE_LOCODE, CODE_SIZE_TYPE};
	size_t n = 0;

	for (size_t i = 0; i < CODE_KINDS; i++) {
		answers[n] = code_judge(likely[i], raw);
		if (answers[n].verdict == CODE_NOT_THIS)
			continue;
		/* seven digits are a wagon's before they are a ship's number that is wrong */
		if (n && answers[n].kind == CODE_WAGON_CR && answers[n - 1].verdict == CODE_FAILS) {
			struct code_answer wagon = answers[n];

			answers[n] = answers[n - 1];
			answers[n - 1] = wagon;
		}
		n++;
	}
	return n;
}

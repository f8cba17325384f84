#include "wire/rail/cyrillic.h"

#include "base/text.h"

#include <string.h>

const char *const cyrillic_names[CYRILLIC_SETS] = {"UTF-8", "CP1251", "CP866", "KOI8-R"};

/* Letters from a to ya (without yo) by their place in the alphabet; KOI8-R has them in its own order. */
static const unsigned char koi8_letters[32] = {30, 0, 1, 22, 4, 5, 20, 3, 21, 8, 9, 10, 11, 12, 13, 14, 15,
	31, 16, 17, 18, 19, 6, 2, 28, 27, 7, 24, 29, 25, 23, 26};
/* Of a thousand letters of Russian text, from a on. */
static const unsigned char common[32] = {80, 16, 45, 17, 30, 85, 9, 16, 73, 12, 35, 44, 32, 67, 110, 28, 47,
	55, 63, 26, 3, 10, 5, 14, 7, 4, 1, 19, 17, 3, 6, 20};

#define NO_LETTER (-1)
#define UPPER     32 /* added to a letter */

static int letter_of(enum cyrillic_set set, unsigned char b)
{
	if (set == CYRILLIC_CP1251)
		return b >= 0xE0 ? b - 0xE0 : b >= 0xC0 ? b - 0xC0 + UPPER : NO_LETTER;
	if (set == CYRILLIC_KOI8R)
		return b >= 0xE0   ? koi8_letters[b - 0xE0] + UPPER
		       : b >= 0xC0 ? koi8_letters[b - 0xC0]
				   : NO_LETTER;
	if (b >= 0x80 && b < 0xA0)
		return b - 0x80 + UPPER;
	if (b >= 0xA0 && b < 0xB0)
		return b - 0xA0;
	return b >= 0xE0 && b < 0xF0 ? b - 0xE0 + 16 : NO_LETTER;
}

/* What stands for a character that is no letter, where notes have it; 0: not looked for. */
static unsigned sign_of(enum cyrillic_set set, unsigned char b)
{
	static const struct {
		enum cyrillic_set set;
		unsigned char byte;
		unsigned character;
	} signs[] = {{CYRILLIC_CP1251, 0xA8, 0x401}, {CYRILLIC_CP1251, 0xB8, 0x451},
		{CYRILLIC_CP1251, 0xB9, 0x2116}, {CYRILLIC_CP1251, 0xAB, 0xAB}, {CYRILLIC_CP1251, 0xBB, 0xBB},
		{CYRILLIC_CP1251, 0xA0, 0x20}, {CYRILLIC_CP1251, 0x96, 0x2013},
		{CYRILLIC_CP1251, 0x97, 0x2014}, {CYRILLIC_CP866, 0xF0, 0x401}, {CYRILLIC_CP866, 0xF1, 0x451},
		{CYRILLIC_CP866, 0xFC, 0x2116}, {CYRILLIC_CP866, 0xFF, 0x20}, {CYRILLIC_KOI8R, 0xB3, 0x401},
		{CYRILLIC_KOI8R, 0xA3, 0x451}, {CYRILLIC_KOI8R, 0x9A, 0x20}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].set == set && signs[i].byte == b)
			return signs[i].character;
	return 0;
}

static long likeliness(enum cyrillic_set set, const char *bytes, size_t n)
{
	long sum = 0;
	bool lower = false;

	for (size_t i = 0; i < n; i++) {
		unsigned char b = (unsigned char)bytes[i];
		int letter = b < 0x80 ? NO_LETTER : letter_of(set, b);

		if (b >= 0x80 && letter == NO_LETTER && !sign_of(set, b))
			sum -= 100;
		if (letter != NO_LETTER)
			sum += common[letter % UPPER];
		/* a capital behind a small letter */
		if (letter >= UPPER && lower)
			sum -= 60;
		lower = letter != NO_LETTER && letter < UPPER;
	}
	return sum;
}

static bool is_utf8(const char *bytes, size_t n)
{
	for (size_t at = 0, length; at < n; at += length) {
		length = utf8_length(bytes + at, n - at);
		if (!length)
			return false;
	}
	return true;
}

enum cyrillic_set cyrillic_guess(const char *bytes, size_t n)
{
	enum cyrillic_set best = CYRILLIC_CP1251;
	long most;

	if (is_utf8(bytes, n))
		return CYRILLIC_UTF8;
	most = likeliness(best, bytes, n);
	for (enum cyrillic_set set = CYRILLIC_CP866; set < CYRILLIC_SETS; set++) {
		long this = likeliness(set, bytes, n);

		if (this > most) {
			most = this;
			best = set;
		}
	}
	return best;
}

static void put(struct text *out, unsigned c)
{
	if (c < 0x80) {
		text_byte(out, (char)c);
	} else if (c < 0x800) {
		text_byte(out, (char)(0xC0 | c >> 6));
		text_byte(out, (char)(0x80 | (c & 0x3F)));
	} else {
		text_byte(out, (char)(0xE0 | c >> 12));
		text_byte(out, (char)(0x80 | (c >> 6 & 0x3F)));
		text_byte(out, (char)(0x80 | (c & 0x3F)));
	}
}

static unsigned character_of(enum cyrillic_set set, unsigned char b)
{
	int letter = letter_of(set, b);
	unsigned sign = sign_of(set, b);

	if (letter != NO_LETTER)
		return letter < UPPER ? 0x430 + (unsigned)letter : 0x410 + (unsigned)letter - UPPER;
	return sign ? sign : 0xFFFD;
}

char *cyrillic_read(struct arena *a, enum cyrillic_set set, const char *bytes, size_t n)
{
	struct text out = TEXT_INIT;
	char *kept;

	for (size_t at = 0; at < n;) {
		unsigned char b = (unsigned char)bytes[at];
		size_t length = set == CYRILLIC_UTF8 ? utf8_length(bytes + at, n - at) : 1;

		if (b < 0x80)
			text_byte(&out, b < ' ' || b == 0x7F ? ' ' : (char)b);
		else if (set != CYRILLIC_UTF8)
			put(&out, character_of(set, b));
		else if (length)
			text_add(&out, bytes + at, length);
		else
			put(&out, 0xFFFD);
		at += length ? length : 1;
	}
	kept = arena_strndup(a, text_string(&out), out.length);
	text_free(&out);
	return kept;
}

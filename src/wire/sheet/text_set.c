#include "wire/sheet/text_set.h"

#include "base/text.h"

const char *const text_set_names[SETS] = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "CP1251", "CP1252"};

/* Costs are eighths of a bit: -8 * log2 of how often the character comes. */
#define BITS(n) ((unsigned)((n)*8))
#define FOREIGN BITS(40) /* a byte that the set does not have there */

static const uint16_t common[] = {
#include "wire/sheet/text_set_common.def"
};

struct text_seen { /* the bytes under judgement */
	const uint8_t *s;
	size_t n;
	size_t at;
	bool cut;          /* more bytes come behind these */
	bool upper, lower; /* the letter before, in a Cyrillic reading */
	uint64_t cost;
};

static bool ascii_letter(uint8_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static uint8_t at(const struct text_seen *t, size_t i)
{
	return i < t->n ? t->s[i] : 0;
}

static bool among_ascii(const struct text_seen *t)
{
	return (t->at > 0 && ascii_letter(t->s[t->at - 1])) || ascii_letter(at(t, t->at + 1));
}

static bool is_common(unsigned code)
{
	size_t low = 0, high = sizeof common / sizeof *common;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (common[middle] < code)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof common / sizeof *common && common[low] == code;
}

static unsigned cost_of_two(uint8_t lead, uint8_t trail)
{
	if (trail < 0xA1 || lead < 0xA1) /* what only GBK has */
		return BITS(22);
	if (lead <= 0xA3) /* full-width signs, digits, letters */
		return BITS(9);
	if (lead < 0xB0)
		return BITS(14);
	if (is_common((unsigned)lead << 8 | trail))
		return BITS(9);
	return lead <= 0xD7 ? BITS(13.5) : lead <= 0xF7 ? BITS(17) : BITS(26);
}

static size_t gb18030(struct text_seen *t)
{
	uint8_t lead = t->s[t->at], second = at(t, t->at + 1);

	if (t->cut && (t->n - t->at < 2 || (second >= '0' && second <= '9' && t->n - t->at < 4)))
		return t->n - t->at;
	if (lead == 0x80 || lead == 0xFF) {
		t->cost += FOREIGN;
		return 1;
	}
	if (second >= 0x40 && second != 0x7F && second != 0xFF) {
		t->cost += cost_of_two(lead, second);
		return 2;
	}
	if (second >= '0' && second <= '9' && at(t, t->at + 2) > 0x80 && at(t, t->at + 3) >= '0' &&
		at(t, t->at + 3) <= '9' && (lead <= 0x84 || (lead >= 0x90 && lead <= 0xE3))) {
		t->cost += BITS(30);
		return 4;
	}
	t->cost += FOREIGN;
	return 1;
}

/* а to я: how often each comes in Russian. */
static const uint8_t russian[32] = {29, 48, 36, 47, 41, 29, 54, 47, 30, 51, 38, 36, 40, 31, 26, 42, 35, 34,
	32, 42, 67, 53, 61, 50, 58, 64, 88, 46, 47, 67, 59, 45};

static unsigned cyrillic_sign(uint8_t c)
{
	if (memchr("\xAB\xBB\xB9\x96\x97\x93\x94\xA0\x85\xB8\xA8", c, 11)) /* « » № – — “ ” … ё Ё */
		return BITS(8);
	if (memchr("\xB2\xB3\xAF\xBF\xAA\xBA\xA5\xB4\xA1\xA2\xA3\xBC", c, 12)) /* І і Ї ї Є є Ґ ґ Ў ў Ј ј */
		return BITS(11);
	return c == 0x98 ? FOREIGN : BITS(13);
}

static size_t cp1251(struct text_seen *t)
{
	uint8_t c = t->s[t->at];
	bool upper = c >= 0xC0 && c < 0xE0, lower = c >= 0xE0;

	t->cost += upper || lower ? russian[c & 31u] : cyrillic_sign(c);
	if (upper)
		t->cost += t->lower   ? BITS(8) /* a capital in the middle of a word */
			   : t->upper ? BITS(0.25)
				      : BITS(1);
	if ((upper || lower) && among_ascii(t))
		t->cost += BITS(8);
	t->upper = upper;
	t->lower = lower;
	return 1;
}

static size_t latin1(struct text_seen *t)
{
	uint8_t c = t->s[t->at];
	bool common_one = memchr("\xE4\xF6\xFC\xDF\xE9\xE8\xE0\xE7\xF1\xE1\xED\xF3\xFA\xE5\xF8\xE6\xC4\xD6"
				 "\xDC\xC5\xD8\xEA\xEB\xEF"
				 "\xEE\xF4",
				  c, 26) != NULL;

	t->cost += common_one ? BITS(5) : c >= 0xC0 ? BITS(9) : BITS(11);
	if (t->at > 0 && t->s[t->at - 1] >= 0x80)
		t->cost += BITS(8);
	else if (c >= 0xC0 && !among_ascii(t))
		t->cost += BITS(6);
	return 1;
}

static size_t utf8(struct text_seen *t)
{
	size_t left = t->n - t->at, k = utf8_length((const char *)t->s + t->at, left);
	uint8_t lead = t->s[t->at];
	size_t wants = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (k) {
		t->cost += k == 2 ? BITS(5) : k == 3 ? BITS(8) : BITS(14);
		return k;
	}
	if (t->cut && left < wants && lead >= 0xC2) {
		size_t i = 1;

		while (i < left && (t->s[t->at + i] & 0xC0) == 0x80)
			i++;
		if (i == left)
			return left;
	}
	t->cost += FOREIGN;
	return 1;
}

static uint64_t cost_of(const uint8_t *s, size_t n, size_t (*next)(struct text_seen *t))
{
	struct text_seen t = {.s = s, .n = n, .cut = n == TEXT_SET_WINDOW};

	while (t.at < n) {
		if (s[t.at] < 0x80) {
			t.upper = t.lower = false;
			t.at++;
		} else {
			t.at += next(&t);
		}
	}
	return t.cost;
}

/* SETS: no zero bytes that would make it one of the two. */
static enum text_set utf16_by_zeros(const uint8_t *s, size_t n)
{
	size_t even = 0, odd = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		even += s[i] == 0;
		odd += s[i + 1] == 0;
	}
	if (even + odd < 2 || (even + odd) * 24 < n)
		return SETS;
	return odd > even * 8 ? SET_UTF16LE : even > odd * 8 ? SET_UTF16BE : SETS;
}

static enum text_set by_mark(const uint8_t *s, size_t n)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		return SET_UTF8;
	if (n >= 2 && s[0] == 0xFF && s[1] == 0xFE)
		return SET_UTF16LE;
	if (n >= 2 && s[0] == 0xFE && s[1] == 0xFF)
		return SET_UTF16BE;
	return utf16_by_zeros(s, n);
}

/* How many characters above 0x7F these bytes have, if all of them are UTF-8; 0: they are not. */
static size_t utf8_characters(const uint8_t *s, size_t n)
{
	struct text_seen t = {.s = s, .n = n, .cut = n == TEXT_SET_WINDOW};
	size_t characters = 0;

	while (t.at < n) {
		if (s[t.at] < 0x80) {
			t.at++;
			continue;
		}
		t.at += utf8(&t);
		if (t.cost >= FOREIGN)
			return 0;
		t.cost = 0;
		characters++;
	}
	return characters;
}

enum text_set text_set_by_letters(const void *s, size_t n, unsigned *sure)
{
	static const struct {
		enum text_set set;
		size_t (*next)(struct text_seen *t);
	} candidates[] = {
		{SET_UTF8, utf8}, {SET_GB18030, gb18030}, {SET_CP1251, cp1251}, {SET_LATIN1, latin1}};
	enum text_set best = SET_UTF8;
	uint64_t least = UINT64_MAX, second = UINT64_MAX, cost;

	n = n < TEXT_SET_WINDOW ? n : TEXT_SET_WINDOW;
	if (utf8_characters(s, n)) { /* other sets' text hardly ever is */
		*sure = utf8_characters(s, n) > 1 ? 100 : 90;
		return SET_UTF8;
	}
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		cost = cost_of(s, n, candidates[i].next);
		if (cost < least) {
			second = least;
			least = cost;
			best = candidates[i].set;
		} else if (cost < second) {
			second = cost;
		}
	}
	*sure = least == 0 ? 100 : 50 + (second - least < BITS(49) ? (unsigned)(second - least) / 8 : 49);
	return best;
}

enum text_set text_set_guess(const void *bytes, size_t n, unsigned *sure)
{
	enum text_set set;

	n = n < TEXT_SET_WINDOW ? n : TEXT_SET_WINDOW;
	set = by_mark(bytes, n);
	*sure = 100;
	return set != SETS ? set : text_set_by_letters(bytes, n, sure);
}

#include "base/limits.h"
#include "wire/sheet/biff.h"

#include <iconv.h>

enum { FLAG_WIDE = 1, FLAG_EXTENDED = 4, FLAG_RICH = 8 };

/* UTF-16 unit by unit; the first half of a pair is kept until the second comes. */
struct units {
	struct text *out;
	uint32_t half;
};

static void put_character(struct text *out, uint32_t c)
{
	char s[4];
	size_t n = 0;

	if (c == 0 || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		s[n++] = (char)c;
	} else {
		if (c >= 0x10000) {
			s[n++] = (char)(0xF0 | c >> 18);
			s[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		} else if (c >= 0x800) {
			s[n++] = (char)(0xE0 | c >> 12);
		}
		s[n++] = c >= 0x800 ? (char)(0x80 | (c >> 6 & 0x3F)) : (char)(0xC0 | c >> 6);
		s[n++] = (char)(0x80 | (c & 0x3F));
	}
	text_add(out, s, n);
}

static void put_unit(struct units *u, uint32_t unit)
{
	if (u->half && unit >= 0xDC00 && unit < 0xE000) {
		put_character(u->out, 0x10000 + ((u->half - 0xD800) << 10) + (unit - 0xDC00));
		u->half = 0;
		return;
	}
	if (u->half)
		put_character(u->out, u->half);
	u->half = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
	if (!u->half)
		put_character(u->out, unit);
}

static void put_end(struct units *u)
{
	if (u->half)
		put_character(u->out, u->half);
	u->half = 0;
}

static void put_page(const struct biff *b, const uint8_t *p, size_t n, struct text *out)
{
	char page[16], made[512], *in = (char *)(uintptr_t)p, *to;
	iconv_t converter;
	size_t room, got;

	snprintf(page, sizeof page, "CP%u", b->code_page && b->code_page != 32769 ? b->code_page : 1252);
	converter = iconv_open("UTF-8", page);
	while (n) {
		to = made;
		room = sizeof made;
		got = converter == (iconv_t)-1 ? (size_t)-1 : iconv(converter, &in, &n, &to, &room);
		text_add(out, made, sizeof made - room);
		if (got != (size_t)-1 || room < 8)
			continue;
		if (converter == (iconv_t)-1 && (uint8_t)*in < 0x80 && *in)
			text_byte(out, *in);
		else
			text_say(out, "\xEF\xBF\xBD");
		in++;
		n--;
	}
	if (converter != (iconv_t)-1)
		iconv_close(converter);
}

void biff_text(const struct biff *b, const uint8_t *p, size_t n, size_t length, struct text *out)
{
	struct units u = {.out = out};
	bool wide;

	if (b->five) {
		put_page(b, p, n < length ? n : length, out);
		return;
	}
	if (!n)
		return;
	wide = *p++ & FLAG_WIDE;
	n = (n - 1) >> wide;
	for (size_t i = 0; i < n && i < length; i++)
		put_unit(&u, wide ? biff_u16(p + 2 * i) : p[i]);
	put_end(&u);
}

/* --- The shared strings, over as many records as they take --- */

struct cursor {
	const struct biff *b;
	struct biff_record r;
	size_t at; /* in the record */
};

/* Goes on to the next record where this one is read; false: there is none. */
static bool has_more(struct cursor *c)
{
	struct biff_record next;

	while (c->at >= c->r.n) {
		if (!biff_next(c->b, c->r.next, &next) || next.id != BIFF_CONTINUE)
			return false;
		c->r = next;
		c->at = 0;
	}
	return true;
}

static uint32_t number(struct cursor *c, unsigned bytes)
{
	uint32_t n = 0;

	for (unsigned i = 0; i < bytes && has_more(c); i++)
		n |= (uint32_t)c->r.at[c->at++] << (8 * i);
	return n;
}

static void pass_over(struct cursor *c, uint64_t n)
{
	while (n && has_more(c)) {
		size_t k = c->r.n - c->at;

		k = k < n ? k : (size_t)n;
		c->at += k;
		n -= k;
	}
}

/* Where the characters of a string go on in another record, a byte there says anew how wide they are. */
static void characters(struct cursor *c, size_t length, bool wide, struct text *out)
{
	struct units u = {.out = out};

	for (size_t i = 0; i < length; i++) {
		if (c->at >= c->r.n) {
			if (!has_more(c))
				break;
			wide = c->r.at[c->at++] & FLAG_WIDE;
		}
		if (c->at + wide >= c->r.n && wide) { /* half a character: the record is damaged */
			c->at = c->r.n;
			continue;
		}
		if (c->at >= c->r.n)
			continue;
		put_unit(&u, wide ? biff_u16(c->r.at + c->at) : c->r.at[c->at]);
		c->at += wide ? 2 : 1;
	}
	put_end(&u);
}

static void keep(struct biff *b, size_t from)
{
	const char *begin = text_string(&b->strings) + from;
	size_t n = b->strings.length - from;

	cell_trim(&begin, &n);
	if (b->string_count == b->string_room) {
		b->string_room = b->string_room ? b->string_room * 2 : 1024;
		b->string_at = realloc(b->string_at, b->string_room * sizeof *b->string_at);
		if (!b->string_at)
			abort();
	}
	b->string_at[b->string_count++] = (uint32_t)(begin - b->strings.bytes);
	b->strings.length = (size_t)(begin - b->strings.bytes) + n;
	text_byte(&b->strings, '\0');
}

bool biff_strings(struct biff *b, struct biff_record r)
{
	struct cursor c = {.b = b, .r = r, .at = 4};
	uint32_t count = number(&c, 4);

	text_string(&b->strings);
	while (count-- && has_more(&c)) {
		size_t length = number(&c, 2), from = b->strings.length;
		uint32_t flags = number(&c, 1);
		uint64_t behind = (flags & FLAG_RICH) ? 4 * (uint64_t)number(&c, 2) : 0;

		behind += (flags & FLAG_EXTENDED) ? number(&c, 4) : 0;
		characters(&c, length, flags & FLAG_WIDE, &b->strings);
		pass_over(&c, behind);
		keep(b, from);
		if (b->strings.length + b->string_count * 16 > LIMIT_SHEET_STRINGS)
			return fault_say(b->fault, FAULT_TOO_LARGE,
				"the workbook has more text than is read: more than %u MB",
				LIMIT_SHEET_STRINGS >> 20);
	}
	return true;
}

#include "wire/sheet/text_reader.h"

#include <endian.h>
#include <errno.h>
#include <iconv.h>

#define REPLACEMENT "\xEF\xBF\xBD"

struct mark { /* from here on, text made and bytes read go in step */
	uint64_t made, source;
};

struct text_reader {
	enum text_set set; /* SETS: not decided */
	unsigned sure;
	bool holding; /* the window is being filled */
	iconv_t converter;
	struct text held; /* the window; then the character that a piece has cut */
	uint64_t made, source, bad;
	struct mark *marks;
	size_t mark_count, mark_room, mark_at;
};

struct text_reader *text_reader_new(void)
{
	struct text_reader *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->set = SETS;
	r->holding = true;
	r->converter = (iconv_t)-1;
	r->bad = UINT64_MAX;
	return r;
}

void text_reader_free(struct text_reader *r)
{
	if (!r)
		return;
	if (r->converter != (iconv_t)-1)
		iconv_close(r->converter);
	text_free(&r->held);
	free(r->marks);
	free(r);
}

static void mark(struct text_reader *r)
{
	if (r->mark_at > 1024 && r->mark_at * 2 > r->mark_count) { /* what was asked for is forgotten */
		r->mark_count -= r->mark_at;
		memmove(r->marks, r->marks + r->mark_at, r->mark_count * sizeof *r->marks);
		r->mark_at = 0;
	}
	if (r->mark_count == r->mark_room) {
		r->mark_room = r->mark_room ? r->mark_room * 2 : 64;
		r->marks = realloc(r->marks, r->mark_room * sizeof *r->marks);
		if (!r->marks)
			abort();
	}
	r->marks[r->mark_count++] = (struct mark){r->made, r->source};
}

uint64_t text_reader_source(struct text_reader *r, uint64_t made)
{
	while (r->mark_at + 1 < r->mark_count && r->marks[r->mark_at + 1].made <= made)
		r->mark_at++;
	if (r->mark_at == r->mark_count || r->marks[r->mark_at].made > made)
		return made;
	return r->marks[r->mark_at].source + (made - r->marks[r->mark_at].made);
}

static void put(struct text_reader *r, const char *s, size_t n, size_t bytes, struct text *out)
{
	text_add(out, s, n);
	r->made += n;
	r->source += bytes;
}

static void put_bad(struct text_reader *r, size_t bytes, struct text *out)
{
	if (r->bad == UINT64_MAX)
		r->bad = r->made;
	put(r, REPLACEMENT, 3, bytes, out);
	mark(r);
}

/* How many bytes from s are ASCII and no zero. */
static size_t ascii_run(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t w;

	for (; i + 8 <= n; i += 8) {
		memcpy(&w, s + i, 8);
		w = le64toh((w | (w - 0x0101010101010101u)) & 0x8080808080808080u);
		if (w) /* the first is exact: only behind it a loan may have passed */
			return i + (size_t)__builtin_ctzll(w) / 8;
	}
	while (i < n && (signed char)s[i] > 0)
		i++;
	return i;
}

/* Whether eight bytes are four characters of two bytes, as most of Cyrillic are. */
static bool are_pairs(const char *s)
{
	uint64_t w;

	memcpy(&w, s, sizeof w);
	w = le64toh(w);
	if ((w & 0xC0E0C0E0C0E0C0E0u) != 0x80C080C080C080C0u)
		return false;
	w = (w & 0x001E001E001E001Eu) + 0x007E007E007E007Eu; /* C0 and C1 begin none */
	return (w & 0x0080008000800080u) == 0x0080008000800080u;
}

/* How many bytes from s are characters of two bytes or three, as letters of Cyrillic and of Chinese are: the
 * plain ones of them, those that begin with E0, ED and EE on are left to utf8_length(). */
static size_t letter_run(const char *s, size_t n)
{
	size_t i = 0;

	while (i + 8 <= n && are_pairs(s + i))
		i += 8;
	while (i + 3 <= n && ((uint8_t)s[i + 1] & 0xC0) == 0x80) {
		uint8_t lead = (uint8_t)s[i];

		if (lead >= 0xC2 && lead <= 0xDF)
			i += 2;
		else if (lead >= 0xE1 && lead <= 0xEC && ((uint8_t)s[i + 2] & 0xC0) == 0x80)
			i += 3;
		else
			break;
	}
	return i;
}

/* Whether the bytes to the end are the beginning of a character. */
static bool is_cut(const char *s, size_t n)
{
	uint8_t lead = (uint8_t)*s;
	size_t wants = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

	if (lead < 0xC2 || lead > 0xF4 || n >= wants)
		return false;
	for (size_t i = 1; i < n; i++)
		if (((uint8_t)s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Each of these reads as far as whole characters go and says how far that is. */
static size_t read_utf8(struct text_reader *r, const char *s, size_t n, bool last, struct text *out)
{
	size_t at = 0, from = 0, k;

	while (at < n) {
		at += ascii_run(s + at, n - at);
		at += letter_run(s + at, n - at);
		if (at == n)
			break;
		if (s[at] > 0)
			continue;
		k = s[at] ? utf8_length(s + at, n - at) : 0;
		if (k) {
			at += k;
			continue;
		}
		put(r, s + from, at - from, at - from, out);
		from = at;
		if (!last && is_cut(s + at, n - at))
			return at;
		put_bad(r, 1, out);
		from = ++at;
	}
	put(r, s + from, at - from, at - from, out);
	return at;
}

/* What a converter made: a zero is no text. */
static void put_made(struct text_reader *r, const char *s, size_t n, size_t bytes, struct text *out)
{
	const char *zero;

	while ((zero = memchr(s, 0, n))) {
		put(r, s, (size_t)(zero - s), 0, out);
		put_bad(r, 0, out);
		n -= (size_t)(zero - s) + 1;
		s = zero + 1;
	}
	put(r, s, n, bytes, out);
}

/* n bytes that end a line or the piece; at the piece's end a character may be cut: then fewer are read. */
static size_t convert_line(struct text_reader *r, const char *s, size_t n, bool last, struct text *out)
{
	char made[4096], *to, *in = (char *)(uintptr_t)s;
	size_t unit = r->set == SET_UTF16LE || r->set == SET_UTF16BE ? 2 : 1, left = n, before, room, got;

	while (left) {
		to = made;
		room = sizeof made;
		before = left;
		errno = 0;
		got = iconv(r->converter, &in, &left, &to, &room);
		put_made(r, made, sizeof made - room, before - left, out);
		if (got != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && !last && left < 4)
			break;
		got = left < unit ? left : unit;
		in += got;
		left -= got;
		put_bad(r, got, out);
		iconv(r->converter, NULL, NULL, NULL, NULL);
	}
	return n - left;
}

/* Bytes up to and with the next line break; n: there is none. */
static size_t line_8(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\n' || s[i] == '\r')
			return i + 1;
	return n;
}

static size_t line_16(const char *s, size_t n, bool big)
{
	for (size_t i = 0; i + 1 < n; i += 2)
		if (s[i + !big] == 0 && (s[i + big] == '\n' || s[i + big] == '\r'))
			return i + 2;
	return n;
}

static size_t read_lines(struct text_reader *r, const char *s, size_t n, bool last, struct text *out)
{
	bool wide = r->set == SET_UTF16LE || r->set == SET_UTF16BE;
	size_t at = 0, line, got;

	while (at < n) {
		line = wide ? line_16(s + at, n - at, r->set == SET_UTF16BE) : line_8(s + at, n - at);
		if (!wide && ascii_run(s + at, line) == line) {
			put(r, s + at, line, line, out);
			got = line;
		} else {
			got = convert_line(r, s + at, line, last || at + line < n, out);
		}
		at += got;
		if (got < line)
			break;
		mark(r);
	}
	return at;
}

static void convert(struct text_reader *r, const char *s, size_t n, bool last, struct text *out)
{
	size_t held = r->held.length, got;

	if (held) {
		text_add(&r->held, s, n);
		s = r->held.bytes;
		n += held;
	}
	got = r->set == SET_UTF8 || r->set == SETS ? read_utf8(r, s, n, last, out)
						   : read_lines(r, s, n, last, out);
	if (held) {
		memmove(r->held.bytes, s + got, n - got);
		r->held.length = n - got;
	} else {
		text_add(&r->held, s + got, n - got);
	}
}

static void use(struct text_reader *r, enum text_set set)
{
	r->set = set;
	r->holding = false;
	if (set == SET_UTF8 || set == SETS)
		return;
	r->converter = iconv_open("UTF-8", text_set_names[set]);
	if (r->converter == (iconv_t)-1) { /* a machine without its tables: what is no UTF-8 is said to be */
		r->set = SET_UTF8;
		r->sure = 0;
	}
}

static bool is_ascii(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((signed char)s[i] < 0)
			return false;
	return true;
}

static void skip_mark(struct text_reader *r, struct text *window)
{
	size_t n = r->set == SET_UTF8 && window->length >= 3 && memcmp(window->bytes, "\xEF\xBB\xBF", 3) == 0
			   ? 3
		   : r->set == SET_UTF16LE && memcmp(window->bytes, "\xFF\xFE", 2) == 0 ? 2
		   : r->set == SET_UTF16BE && memcmp(window->bytes, "\xFE\xFF", 2) == 0 ? 2
											: 0;

	if (!n)
		return;
	window->length -= n;
	memmove(window->bytes, window->bytes + n, window->length);
	r->source += n;
	mark(r);
}

static void decide(struct text_reader *r, bool last, struct text *out)
{
	struct text window = r->held;
	bool first = r->source == 0;
	enum text_set set;

	r->held = (struct text)TEXT_INIT;
	set = first ? text_set_guess(window.bytes, window.length, &r->sure)
		    : text_set_by_letters(window.bytes, window.length, &r->sure);
	if (set == SET_UTF8 && is_ascii(window.bytes, window.length))
		set = SETS;
	use(r, set);
	if (first && window.length)
		skip_mark(r, &window);
	convert(r, text_string(&window), window.length, last, out);
	text_free(&window);
}

void text_reader_feed(struct text_reader *r, const char *bytes, size_t n, struct text *out)
{
	size_t take;

	while (n) {
		if (r->holding) {
			take = TEXT_SET_WINDOW - r->held.length;
			take = n < take ? n : take;
			text_add(&r->held, bytes, take);
			if (r->held.length == TEXT_SET_WINDOW)
				decide(r, false, out);
		} else if (r->set == SETS) {
			take = ascii_run(bytes, n);
			put(r, bytes, take, take, out);
			r->holding = take < n;
		} else {
			convert(r, bytes, n, false, out);
			return;
		}
		bytes += take;
		n -= take;
	}
}

void text_reader_end(struct text_reader *r, struct text *out)
{
	if (r->holding)
		decide(r, true, out);
	else if (r->held.length)
		convert(r, "", 0, true, out);
}

uint64_t text_reader_bad(const struct text_reader *r)
{
	return r->bad;
}

enum text_set text_reader_set(const struct text_reader *r, unsigned *sure)
{
	*sure = r->set == SETS ? 100 : r->sure;
	return r->set;
}

void text_reader_resume(struct text_reader *r, enum text_set set, unsigned sure, uint64_t offset)
{
	r->sure = sure;
	r->source = offset;
	use(r, set);
	mark(r);
}

#include "wire/xml/xml_set.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HEAD_MOST 512 /* bytes in which a declaration must end */

/* A tag's first byte, or the byte behind its last. */
struct mark {
	uint64_t utf8, stream;
};

struct xml_set {
	iconv_t converter;
	unsigned unit; /* bytes of '<': 1 or 2 */
	unsigned low;  /* which of two has its value */
	char kept[8];  /* of a character that a piece cut */
	size_t kept_count;
	struct text in;        /* those and the piece */
	uint64_t opened;       /* where it began, in both */
	uint64_t utf8, stream; /* of the next */
	struct mark *marks;
	size_t first, count, room;
};

/* Names that declarations use, in upper case. */
static const struct {
	const char *name, *set, *converter; /* converter NULL: it is UTF-8 already */
} sets[] = {
	{"UTF-8", "UTF-8", NULL},
	{"UTF8", "UTF-8", NULL},
	{"US-ASCII", "UTF-8", NULL},
	{"ASCII", "UTF-8", NULL},
	{"UTF-16LE", "UTF-16LE", "UTF-16LE"},
	{"UTF-16BE", "UTF-16BE", "UTF-16BE"},
	{"GB18030", "GB18030", "GB18030"},
	{"GBK", "GB18030", "GB18030"},
	{"GB2312", "GB18030", "GB18030"},
	{"WINDOWS-1251", "WINDOWS-1251", "CP1251"},
	{"CP1251", "WINDOWS-1251", "CP1251"},
	{"WINDOWS-1250", "WINDOWS-1250", "CP1250"},
	{"WINDOWS-1252", "WINDOWS-1252", "CP1252"},
	{"WINDOWS-1254", "WINDOWS-1254", "CP1254"},
	{"WINDOWS-1257", "WINDOWS-1257", "CP1257"},
	{"KOI8-R", "KOI8-R", "KOI8-R"},
	{"ISO-8859-1", "ISO-8859-1", "ISO-8859-1"},
	{"ISO-8859-2", "ISO-8859-2", "ISO-8859-2"},
	{"ISO-8859-5", "ISO-8859-5", "ISO-8859-5"},
	{"ISO-8859-9", "ISO-8859-9", "ISO-8859-9"},
	{"ISO-8859-13", "ISO-8859-13", "ISO-8859-13"},
	{"ISO-8859-15", "ISO-8859-15", "ISO-8859-15"},
};

#define SETS (sizeof sets / sizeof *sets)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of encoding="..." in a declaration; 0 bytes where it has none. */
static size_t declared(const char *s, size_t n, const char **value)
{
	static const char word[] = "encoding";
	const char *at = memmem(s, n, word, sizeof word - 1), *end = s + n, *from;

	if (!at)
		return 0;
	for (at += sizeof word - 1; at < end && (is_blank(*at) || *at == '='); at++)
		;
	if (at == end || (*at != '"' && *at != '\''))
		return 0;
	for (from = at + 1; from < end && *from != *at; from++)
		;
	*value = at + 1;
	return from < end ? (size_t)(from - at - 1) : 0;
}

static const char *set_named(const char *name, size_t n)
{
	for (size_t i = 0; i < SETS; i++)
		if (strlen(sets[i].name) == n && strncasecmp(sets[i].name, name, n) == 0)
			return sets[i].set;
	return NULL;
}

/* What the first four bytes show; "": nothing, NULL: they are not four yet. */
static const char *shown(const char *s, size_t n, bool final)
{
	if (n < 4 && !final)
		return NULL;
	if (n >= 2 &&
		(memcmp(s, "\xFF\xFE", 2) == 0 || (*s && !is_blank(*s) ? *s == '<' && !s[1] : *s && !s[1])))
		return "UTF-16LE";
	if (n >= 2 && (memcmp(s, "\xFE\xFF", 2) == 0 || (!*s && s[1])))
		return "UTF-16BE";
	return "";
}

const char *xml_set_of(const char *bytes, size_t n, bool final, bool *unknown)
{
	const char *set = shown(bytes, n, final), *end, *name;
	size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, length;

	*unknown = false;
	if (!set || *set)
		return set;
	while (i < n && is_blank(bytes[i]))
		i++;
	final |= n - i >= HEAD_MOST || i >= HEAD_MOST;
	if (!final && n - i < 5 && memcmp(bytes + i, "<?xml", n - i) == 0)
		return NULL;
	if (n - i < 5 || memcmp(bytes + i, "<?xml", 5) != 0)
		return "UTF-8";
	end = memmem(bytes + i, n - i, "?>", 2);
	if (!end)
		return final ? "UTF-8" : NULL;
	length = declared(bytes + i, (size_t)(end - bytes) - i, &name);
	/* UTF-16 in bytes that plainly are not: what was declared was changed on the way */
	if (!length || (length >= 6 && strncasecmp(name, "UTF-16", 6) == 0))
		return "UTF-8";
	set = set_named(name, length);
	*unknown = !set;
	return set ? set : "UTF-8";
}

const char *xml_set_known(const char *name)
{
	for (size_t i = 0; i < SETS; i++)
		if (strcmp(sets[i].set, name) == 0)
			return sets[i].set;
	return NULL;
}

struct xml_set *xml_set_open(const char *name, uint64_t offset)
{
	struct xml_set *s;
	size_t i = 0;

	while (i < SETS && strcmp(sets[i].set, name) != 0)
		i++;
	if (i == SETS || !sets[i].converter)
		return NULL;
	s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->converter = iconv_open("UTF-8", sets[i].converter);
	s->unit = strncmp(name, "UTF-16", 6) == 0 ? 2 : 1;
	s->low = strcmp(name, "UTF-16BE") == 0;
	s->opened = s->utf8 = s->stream = offset;
	return s;
}

void xml_set_free(struct xml_set *s)
{
	if (!s)
		return;
	if (s->converter != (iconv_t)-1)
		iconv_close(s->converter);
	text_free(&s->in);
	free(s->marks);
	free(s);
}

static void mark(struct xml_set *s)
{
	if (s->first + s->count == s->room) {
		if (s->first)
			memmove(s->marks, s->marks + s->first, s->count * sizeof *s->marks);
		s->first = 0;
		if (s->count == s->room) {
			s->room = s->room ? s->room * 2 : 256;
			s->marks = realloc(s->marks, s->room * sizeof *s->marks);
			if (!s->marks)
				abort();
		}
	}
	s->marks[s->first + s->count++] = (struct mark){s->utf8, s->stream};
}

static bool is_tag_end(const struct xml_set *s, const char *at, char c)
{
	return s->unit == 1 ? *at == c : at[s->low] == c && !at[!s->low];
}

/* Converts up to `n` bytes, stops in front of a character that is cut.  Returns how many were read. */
static size_t convert(struct xml_set *s, char *bytes, size_t n, bool whole, struct text *out, bool *bad)
{
	size_t left = n;

	while (left) {
		char some[1024], *in = bytes + (n - left), *to = some;
		size_t room = sizeof some, before = left;
		size_t fine = s->converter == (iconv_t)-1 ? (size_t)-1
							  : iconv(s->converter, &in, &left, &to, &room);
		size_t made = sizeof some - room;
		bool is_cut = fine == (size_t)-1 && errno == EINVAL;

		text_add(out, some, made);
		s->utf8 += made;
		s->stream += before - left;
		if (fine != (size_t)-1 || (made && before != left))
			continue;
		if (!whole && is_cut && left < sizeof s->kept)
			break;
		iconv(s->converter, NULL, NULL, NULL, NULL);
		text_add(out, "\xEF\xBF\xBD", 3);
		*bad = true;
		s->utf8 += 3;
		s->stream += left < s->unit ? left : s->unit;
		left -= left < s->unit ? left : s->unit;
	}
	return n - left;
}

void xml_set_read(struct xml_set *s, const char *bytes, size_t n, struct text *out, bool *bad)
{
	size_t at = 0, end;

	text_clear(&s->in);
	text_add(&s->in, s->kept, s->kept_count);
	text_add(&s->in, bytes, n);
	end = s->in.length;
	s->kept_count = 0;
	while (at < end) {
		size_t to = at;
		bool opens = false, closes = false;

		while (to + s->unit <= end && !opens && !closes) {
			opens = to > at && is_tag_end(s, s->in.bytes + to, '<');
			closes = !opens && is_tag_end(s, s->in.bytes + to, '>');
			to += opens ? 0 : s->unit;
		}
		if (is_tag_end(s, s->in.bytes + at, '<') && to > at)
			mark(s);
		at += convert(
			s, s->in.bytes + at, (opens || closes ? to : end) - at, opens || closes, out, bad);
		if (!opens && !closes)
			break;
		if (closes)
			mark(s);
	}
	s->kept_count = end - at;
	memcpy(s->kept, s->in.bytes + at, s->kept_count);
}

uint64_t xml_set_place(const struct xml_set *s, uint64_t at, uint64_t *beyond)
{
	const struct mark *marks = s->count ? s->marks + s->first : NULL;
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (marks[middle].utf8 <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (beyond)
		*beyond = at - (low ? marks[low - 1].utf8 : s->opened);
	return low ? marks[low - 1].stream : s->opened;
}

void xml_set_forget(struct xml_set *s, uint64_t at)
{
	/* the last before it stays: it is what a place behind it goes by */
	while (s->count > 1 && s->marks[s->first + 1].utf8 <= at) {
		s->first++;
		s->count--;
	}
}

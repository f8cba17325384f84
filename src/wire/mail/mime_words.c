#include "wire/mail/mime_words.h"

#include "base/text.h"

#include <ctype.h>
#include <iconv.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define CONTINUED_MOST 32 /* pieces of one parameter */

static int hex_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int base64_of(char c)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(letters, c) : NULL;

	return at ? (int)(at - letters) : -1;
}

/* What is none of its letters is passed over, as RFC 2045 asks. */
static size_t from_base64(const char *s, size_t n, char *out)
{
	unsigned bits = 0, held = 0;
	size_t length = 0;

	for (size_t i = 0; i < n && s[i] != '='; i++) {
		int six = base64_of(s[i]);

		if (six < 0)
			continue;
		held = held << 6 | (unsigned)six;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			out[length++] = (char)(held >> bits & 0xFF);
		}
	}
	return length;
}

static size_t line_end(const char *s, size_t n)
{
	return n && *s == '\n' ? 1 : n > 1 && s[0] == '\r' && s[1] == '\n' ? 2 : 0;
}

/* in_header: "_" is a blank, and no line ends stand in it. */
static size_t from_quoted(const char *s, size_t n, bool in_header, char *out)
{
	size_t length = 0;

	for (size_t i = 0; i < n; i++) {
		size_t end = s[i] == '=' && !in_header ? line_end(s + i + 1, n - i - 1) : 0;

		if (end) {
			i += end;
		} else if (s[i] == '=' && i + 2 < n && hex_of(s[i + 1]) >= 0 && hex_of(s[i + 2]) >= 0) {
			out[length++] = (char)(hex_of(s[i + 1]) << 4 | hex_of(s[i + 2]));
			i += 2;
		} else {
			out[length++] = in_header && s[i] == '_' ? ' ' : s[i];
		}
	}
	return length;
}

const char *mime_body(struct arena *a, const char *encoding, const char *bytes, size_t n, size_t *length)
{
	bool base64 = encoding && strcasecmp(encoding, "base64") == 0;
	char *out;

	*length = n;
	if (!base64 && !(encoding && strcasecmp(encoding, "quoted-printable") == 0))
		return bytes;
	out = arena_alloc(a, n + 1);
	*length = base64 ? from_base64(bytes, n, out) : from_quoted(bytes, n, false, out);
	return out;
}

/* What no converter takes stays as it is; a writer of JSON makes U+FFFD of it. */
static void say_converted(struct text *out, const char *set, const char *s, size_t n)
{
	iconv_t c = iconv_open("UTF-8", set);
	char buffer[256], *in = (char *)(size_t)s;

	if (c == (iconv_t)-1) {
		text_add(out, s, n);
		return;
	}
	while (n) {
		char *to = buffer;
		size_t room = sizeof buffer, before = n;

		iconv(c, &in, &n, &to, &room);
		text_add(out, buffer, sizeof buffer - room);
		if (n == before && room == sizeof buffer) { /* a byte that its set does not have */
			text_say(out, "\xEF\xBF\xBD");
			in++;
			n--;
		}
	}
	iconv_close(c);
}

/* "=?utf-8?B?...?=" at s: its length, 0 where it is none. */
static size_t encoded_word(struct arena *a, struct text *out, const char *s)
{
	const char *set = s + 2, *how, *what, *end;
	char *decoded;
	size_t n;

	if (s[0] != '=' || s[1] != '?')
		return 0;
	how = strchr(set, '?');
	if (!how || !how[1] || how[2] != '?' || !strchr("bBqQ", how[1]))
		return 0;
	what = how + 3;
	end = strstr(what, "?=");
	if (!end)
		return 0;
	decoded = arena_alloc(a, (size_t)(end - what) + 1);
	n = strchr("bB", how[1]) ? from_base64(what, (size_t)(end - what), decoded)
				 : from_quoted(what, (size_t)(end - what), true, decoded);
	/* RFC 2231: a language may follow the set */
	say_converted(out, arena_strndup(a, set, strcspn(set, "?*")), decoded, n);
	return (size_t)(end + 2 - s);
}

const char *mime_header(struct arena *a, const char *value)
{
	struct text out = TEXT_INIT;
	const char *kept;
	bool after_word = false;

	while (*value) {
		size_t blanks = strspn(value, " \t\r\n"), n;

		/* blanks between two encoded words are no blanks */
		n = after_word || !blanks ? encoded_word(a, &out, value + blanks) : 0;
		if (n) {
			value += blanks + n;
			after_word = true;
			continue;
		}
		after_word = false;
		text_byte(&out, blanks ? ' ' : *value);
		value += blanks ? blanks : 1;
	}
	kept = arena_strndup(a, text_string(&out), out.length);
	text_free(&out);
	return kept;
}

/* One "name=value" of a header, the value without quotes. */
struct parameter {
	const char *name;
	size_t name_length;
	const char *value;
};

/* From behind a ';'; NULL: there is none any more. */
static const char *next_parameter(struct arena *a, const char *s, struct parameter *p)
{
	struct text value = TEXT_INIT;

	s += strspn(s, " \t\r\n;");
	if (!*s)
		return NULL;
	p->name = s;
	p->name_length = strcspn(s, "=; \t\r\n");
	s += p->name_length;
	s += strspn(s, " \t\r\n");
	if (*s == '=')
		s++;
	s += strspn(s, " \t\r\n");
	if (*s == '"') {
		for (s++; *s && *s != '"'; s++) {
			if (*s == '\\' && s[1])
				s++;
			text_byte(&value, *s);
		}
		s += strcspn(s, ";");
	} else {
		size_t n = strcspn(s, ";");

		text_add(&value, s, n);
		s += n;
		while (value.length && strchr(" \t\r\n", value.bytes[value.length - 1]))
			value.length--;
	}
	p->value = arena_strndup(a, value.length ? value.bytes : "", value.length);
	text_free(&value);
	return s;
}

/* "utf-8''%D0%92": percent-encoded, its set before it in the first piece. */
static void say_percent(struct arena *a, struct text *out, const char *s)
{
	size_t n = strlen(s), length = 0;
	char *to = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++) {
		bool coded = s[i] == '%' && i + 2 < n && hex_of(s[i + 1]) >= 0 && hex_of(s[i + 2]) >= 0;

		to[length++] = (char)(coded ? hex_of(s[i + 1]) << 4 | hex_of(s[i + 2]) : s[i]);
		i += coded ? 2 : 0;
	}
	text_add(out, to, length);
}

struct pieces {
	const char *value[CONTINUED_MOST];
	bool coded[CONTINUED_MOST];
	unsigned count;
};

/* "filename", "filename*", "filename*0", "filename*0*": which piece; -1: another parameter. */
static int piece_of(const struct parameter *p, const char *name, bool *coded)
{
	size_t n = strlen(name);
	const char *rest = p->name + n, *end = p->name + p->name_length;
	int number = 0;

	*coded = p->name_length > n && end[-1] == '*';
	if (p->name_length < n || strncasecmp(p->name, name, n) != 0)
		return -1;
	if (rest == end || (*rest == '*' && rest + 1 == end))
		return 0;
	if (*rest != '*')
		return -1;
	for (rest++; rest < end && isdigit((unsigned char)*rest); rest++)
		number = number < CONTINUED_MOST ? number * 10 + *rest - '0' : number;
	return number < CONTINUED_MOST && (rest == end || rest + 1 == end) ? number : -1;
}

static const char *joined(struct arena *a, const struct pieces *p)
{
	struct text bytes = TEXT_INIT, out = TEXT_INIT;
	const char *first = p->value[0], *quote = p->coded[0] ? strchr(first, '\'') : NULL,
		   *second = quote ? strchr(quote + 1, '\'') : NULL, *kept;

	for (unsigned i = 0; i < CONTINUED_MOST && p->value[i]; i++) {
		const char *value = !i && second ? second + 1 : p->value[i];

		if (p->coded[i])
			say_percent(a, &bytes, value);
		else
			text_say(&bytes, value);
	}
	if (second)
		say_converted(&out,
			quote > first ? arena_strndup(a, first, (size_t)(quote - first)) : "UTF-8",
			text_string(&bytes), bytes.length);
	/* not as the standard has it, but common: encoded words in a quoted value */
	kept = second ? arena_strndup(a, text_string(&out), out.length) : mime_header(a, text_string(&bytes));
	text_free(&bytes);
	text_free(&out);
	return kept;
}

const char *mime_parameter(struct arena *a, const char *value, const char *name)
{
	struct pieces pieces = {0};
	struct parameter p;

	value = strchr(value, ';');
	while (value && (value = next_parameter(a, value, &p))) {
		bool coded;
		int at = piece_of(&p, name, &coded);

		if (at < 0 || (pieces.value[at] && !coded))
			continue;
		pieces.value[at] = p.value;
		pieces.coded[at] = coded;
	}
	return pieces.value[0] ? joined(a, &pieces) : NULL;
}

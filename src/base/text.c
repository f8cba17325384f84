#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct text *t, size_t n)
{
	size_t need, room;

	if (__builtin_add_overflow(t->length, n + 1, &need))
		abort();
	if (need <= t->room)
		return;
	room = t->room ? t->room : 256;
	while (room < need)
		room *= 2;
	t->bytes = realloc(t->bytes, room);
	if (!t->bytes) {
		fprintf(stderr, "landbridge: no memory for a text of %zu bytes\n", room);
		abort();
	}
	t->room = room;
}

void text_add(struct text *t, const char *bytes, size_t n)
{
	make_room(t, n);
	if (n)
		memcpy(t->bytes + t->length, bytes, n);
	t->length += n;
	t->bytes[t->length] = '\0';
}

void text_say(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void text_byte(struct text *t, char c)
{
	text_add(t, &c, 1);
}

void text_printf(struct text *t, const char *fmt, ...)
{
	va_list args, again;
	int n;

	va_start(args, fmt);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		abort();
	make_room(t, (size_t)n);
	vsnprintf(t->bytes + t->length, (size_t)n + 1, fmt, again);
	va_end(again);
	t->length += (size_t)n;
}

void text_hex(struct text *t, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	make_room(t, n * 2);
	for (size_t i = 0; i < n; i++) {
		t->bytes[t->length++] = digits[bytes[i] >> 4];
		t->bytes[t->length++] = digits[bytes[i] & 15];
	}
	t->bytes[t->length] = '\0';
}

void text_uuid(struct text *t, const uint8_t id[16])
{
	static const uint8_t part[] = {4, 2, 2, 2, 6};
	size_t at = 0;

	for (size_t i = 0; i < sizeof part; i++) {
		if (i)
			text_byte(t, '-');
		text_hex(t, id + at, part[i]);
		at += part[i];
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool uuid_read(const char *s, uint8_t id[16])
{
	size_t at = 0;

	if (!s || strlen(s) != 36)
		return false;
	for (size_t i = 0; i < 16; i++) {
		int high, low;

		if (at == 8 || at == 13 || at == 18 || at == 23)
			if (s[at++] != '-')
				return false;
		high = hex_digit(s[at++]);
		low = hex_digit(s[at++]);
		if (high < 0 || low < 0)
			return false;
		if (id)
			id[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

void text_clear(struct text *t)
{
	t->length = 0;
	if (t->bytes)
		t->bytes[0] = '\0';
}

void text_free(struct text *t)
{
	free(t->bytes);
	*t = (struct text)TEXT_INIT;
}

const char *text_string(const struct text *t)
{
	return t->bytes ? t->bytes : "";
}

size_t utf8_length(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t more;
	uint32_t c, least;

	if (!n)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		return n > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
	if (p[0] >= 0xE0 && p[0] <= 0xEF)
		more = 2, c = p[0] & 0x0Fu, least = 0x800;
	else if (p[0] >= 0xF0 && p[0] <= 0xF4)
		more = 3, c = p[0] & 0x07u, least = 0x10000;
	else
		return 0;
	if (more >= n)
		return 0;
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	return more + 1;
}

uint32_t utf8_character(const char *s, size_t length)
{
	static const uint8_t mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	uint32_t c = (uint8_t)s[0] & mask[length];

	for (size_t i = 1; i < length; i++)
		c = c << 6 | ((uint8_t)s[i] & 0x3Fu);
	return c;
}

size_t utf8_first(const char *s, size_t characters)
{
	size_t n = strlen(s), at = 0;

	for (; at < n && characters; characters--) {
		size_t length = utf8_length(s + at, n - at);

		at += length ? length : 1;
	}
	return at;
}

static void value_begins(struct json *j)
{
	if (j->comma)
		text_byte(j->out, ',');
	j->comma = true;
}

void jw_open(struct json *j, char bracket)
{
	value_begins(j);
	text_byte(j->out, bracket);
	j->comma = false;
}

void jw_close(struct json *j, char bracket)
{
	text_byte(j->out, bracket);
	j->comma = true;
}

void jw_key(struct json *j, const char *key)
{
	value_begins(j);
	text_byte(j->out, '"');
	text_say(j->out, key);
	text_add(j->out, "\":", 2);
	j->comma = false;
}

/* Writes the character that cannot stand as it is; returns how many bytes of s it took. */
static size_t escape(struct text *out, const char *s, size_t n)
{
	unsigned char c = (unsigned char)*s;

	if (c == '"' || c == '\\') {
		text_byte(out, '\\');
		text_byte(out, (char)c);
	} else if (c == '\n') {
		text_add(out, "\\n", 2);
	} else if (c == '\t') {
		text_add(out, "\\t", 2);
	} else if (c == '\r') {
		text_add(out, "\\r", 2);
	} else if (c < 0x20 || c == 0x7F) {
		text_printf(out, "\\u%04x", c);
	} else {
		size_t length = utf8_length(s, n);

		if (length) {
			text_add(out, s, length);
			return length;
		}
		text_say(out, "\xEF\xBF\xBD");
	}
	return 1;
}

void jw_string_n(struct json *j, const char *s, size_t n)
{
	size_t i = 0;

	value_begins(j);
	text_byte(j->out, '"');
	while (i < n) {
		size_t plain = i;

		while (plain < n && (unsigned char)s[plain] >= 0x20 && (unsigned char)s[plain] < 0x7F &&
			s[plain] != '"' && s[plain] != '\\')
			plain++;
		text_add(j->out, s + i, plain - i);
		i = plain;
		if (i < n)
			i += escape(j->out, s + i, n - i);
	}
	text_byte(j->out, '"');
}

void jw_string(struct json *j, const char *s)
{
	if (s)
		jw_string_n(j, s, strlen(s));
	else
		jw_null(j);
}

void jw_integer(struct json *j, int64_t n)
{
	char line[24], *p = line + sizeof line;
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--p = (char)('0' + size % 10);
	while (size /= 10);
	if (n < 0)
		*--p = '-';
	value_begins(j);
	text_add(j->out, p, (size_t)(line + sizeof line - p));
}

void jw_bool(struct json *j, bool b)
{
	value_begins(j);
	text_say(j->out, b ? "true" : "false");
}

void jw_null(struct json *j)
{
	value_begins(j);
	text_say(j->out, "null");
}

void jw_raw(struct json *j, const char *json)
{
	value_begins(j);
	text_say(j->out, json);
}

void jw_member(struct json *j, const char *key, const char *s)
{
	if (s) {
		jw_key(j, key);
		jw_string(j, s);
	}
}

void jw_member_integer(struct json *j, const char *key, int64_t n)
{
	jw_key(j, key);
	jw_integer(j, n);
}

void jw_member_bool(struct json *j, const char *key, bool b)
{
	jw_key(j, key);
	jw_bool(j, b);
}

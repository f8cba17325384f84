/*
 * A text that grows, and a writer of JSON on top of it.
 *
 * The text lies in one malloc'd piece that the owner frees with text_free().  It is always NUL-terminated
 * once written to. jw_* write compact JSON; they place commas themselves (jw_: jansson owns json_).  Strings
 * must be UTF-8: a byte that is not becomes U+FFFD.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	char *bytes;
	size_t length, room;
};

#define TEXT_INIT                                                                                            \
	{                                                                                                    \
		NULL, 0, 0                                                                                   \
	}

void text_add(struct text *t, const char *bytes, size_t n);
void text_say(struct text *t, const char *s);
void text_byte(struct text *t, char c);
void text_printf(struct text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void text_hex(struct text *t, const uint8_t *bytes, size_t n);
void text_uuid(struct text *t, const uint8_t id[16]); /* 8-4-4-4-12, lower case */
/* Reads what text_uuid writes, in either case; false where s (NULL too) is none. id NULL: only asks. */
bool uuid_read(const char *s, uint8_t id[16]);
void text_clear(struct text *t); /* keeps the room */
void text_free(struct text *t);
const char *text_string(const struct text *t); /* "" when nothing was written */

struct json {
	struct text *out;
	bool comma; /* the next value needs a comma before it */
};

void jw_open(struct json *j, char bracket);    /* '{' or '[' */
void jw_close(struct json *j, char bracket);   /* '}' or ']' */
void jw_key(struct json *j, const char *key);  /* key is plain ASCII */
void jw_string(struct json *j, const char *s); /* null for NULL */
void jw_string_n(struct json *j, const char *s, size_t n);
void jw_integer(struct json *j, int64_t n);
void jw_bool(struct json *j, bool b);
void jw_null(struct json *j);
void jw_raw(struct json *j, const char *json); /* a value that is JSON already */
/* "key": value, left out where the value is NULL. */
void jw_member(struct json *j, const char *key, const char *s);
void jw_member_integer(struct json *j, const char *key, int64_t n);
void jw_member_bool(struct json *j, const char *key, bool b);

/* Length of the UTF-8 character at s (1..4), 0 when the bytes are none (overlong, surrogate, cut). */
size_t utf8_length(const char *s, size_t n);
/* The character whose length that is, 1 to 4. */
uint32_t utf8_character(const char *s, size_t length);
/* Bytes of the first so many characters of s, or of all; a byte that is none counts as one. */
size_t utf8_first(const char *s, size_t characters);

#endif

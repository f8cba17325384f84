#include "store/conn.h"
#include "store/db.h"
#include "store/wire.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

struct rows {
	PGresult *result;
	bool binary;
};

static void result_clear(void *r)
{
	PQclear(r);
}

struct rows *rows_of(struct arena *a, PGresult *r)
{
	struct rows *rows = arena_alloc(a, sizeof *rows);

	rows->result = arena_later(a, result_clear, r);
	rows->binary = PQnfields(r) > 0 && PQfformat(r, 0) == 1;
	return rows;
}

int rows_count(const struct rows *r)
{
	return r ? PQntuples(r->result) : 0;
}

int rows_affected(const struct rows *r)
{
	return (int)strtol(PQcmdTuples(r->result), NULL, 10);
}

const char *rows_text(const struct rows *r, int row, int column)
{
	return PQgetisnull(r->result, row, column) ? NULL : PQgetvalue(r->result, row, column);
}

int rows_length(const struct rows *r, int row, int column)
{
	return PQgetlength(r->result, row, column);
}

/* Takes one element of an array's text form, without the quotes and backslashes that array_out puts, to
 * *word, behind which the next may stand. */
static const char *take_word(const char *s, char **word)
{
	bool quoted = *s == '"';

	for (s += quoted; *s && (quoted ? *s != '"' : *s != ',' && *s != '}'); s++) {
		if (*s == '\\' && s[1])
			s++;
		*(*word)++ = *s;
	}
	*(*word)++ = '\0';
	return s + (quoted && *s);
}

static uint32_t read_u32(const char *s)
{
	uint32_t n;

	memcpy(&n, s, sizeof n);
	return be32toh(n);
}

/* array_send: dimensions, flags, type, elements, lower bound, then each with its length; no element is null.
 */
#define ARRAY_HEAD 20

static const char **binary_words(const struct rows *r, int row, int column, struct arena *a, size_t *n)
{
	const char *s = PQgetvalue(r->result, row, column), **words;
	size_t length = (size_t)PQgetlength(r->result, row, column);

	*n = length > ARRAY_HEAD ? read_u32(s + 12) : 0;
	if (!*n)
		return NULL;
	words = arena_alloc_array(a, *n, sizeof *words);
	s += ARRAY_HEAD;
	for (size_t i = 0; i < *n; i++, s += length) {
		length = read_u32(s);
		s += sizeof(uint32_t);
		words[i] = arena_strndup(a, s, length);
	}
	return words;
}

static const char **text_words(const struct rows *r, int row, int column, struct arena *a, size_t *n)
{
	const char *s = rows_text(r, row, column), **words = NULL;
	size_t room = 0;
	char *word;

	*n = 0;
	if (!s || s[0] != '{' || s[1] == '}')
		return NULL;
	word = arena_alloc(a, strlen(s) + 1); /* a word and its NUL are no longer than it and its comma */
	do {
		words = arena_grow(a, words, *n, &room, sizeof *words);
		words[(*n)++] = word;
		s = take_word(s + 1, &word);
	} while (*s == ',');
	return words;
}

const char **rows_words(const struct rows *r, int row, int column, struct arena *a, size_t *n)
{
	if (r->binary)
		return binary_words(r, row, column, a, n);
	return text_words(r, row, column, a, n);
}

/* Of 2, 4 or 8 bytes, the highest first. */
static int64_t signed_of(const char *s, int length)
{
	uint64_t n = (signed char)*s < 0 ? UINT64_MAX : 0;

	for (int i = 0; i < length; i++)
		n = n << 8 | (unsigned char)s[i];
	return (int64_t)n;
}

int64_t rows_int(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	if (s && r->binary)
		return signed_of(s, rows_length(r, row, column));
	return s ? strtoll(s, NULL, 10) : 0;
}

bool rows_bool(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	return s && s[0] == (r->binary ? 1 : 't');
}

instant rows_instant(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	if (s && r->binary)
		return rows_binary_instant(r, row, column);
	return s ? strtoll(s, NULL, 10) : INSTANT_NONE;
}

bool rows_uuid(const struct rows *r, int row, int column, uint8_t id[16])
{
	const char *s = rows_text(r, row, column);

	if (s && r->binary)
		memcpy(id, s, 16);
	return s && (r->binary || uuid_read(s, id));
}

instant rows_binary_instant(const struct rows *r, int row, int column)
{
	uint64_t since_2000;

	memcpy(&since_2000, PQgetvalue(r->result, row, column), sizeof since_2000);
	return (instant)be64toh(since_2000) + EPOCH_2000;
}

int64_t rows_binary_int(const struct rows *r, int row, int column)
{
	const unsigned char *b = (const unsigned char *)PQgetvalue(r->result, row, column);
	uint64_t n = 0;

	for (int i = 0; i < PQgetlength(r->result, row, column); i++)
		n = n << 8 | b[i];
	return (int64_t)n;
}

struct param p_int(struct arena *a, int64_t n)
{
	return P_TEXT(arena_printf(a, "%lld", (long long)n));
}

struct param p_instant(struct arena *a, instant t)
{
	struct civil c;

	if (t == INSTANT_NONE)
		return P_NULL;
	c = instant_to_civil(t, 0);
	return P_TEXT(
		arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d.%06d+00%s", c.year > 0 ? c.year : 1 - c.year,
			c.month, c.day, c.hour, c.minute, c.second, c.micro, c.year > 0 ? "" : " BC"));
}

struct param p_bool(bool b)
{
	return P_TEXT(b ? "t" : "f");
}

struct param p_uuid(const uint8_t id[16])
{
	return P_BYTES(id, 16);
}

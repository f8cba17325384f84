#include "store/conn.h"
#include "store/db.h"
#include "store/wire.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

struct rows {
	PGresult *result;
};

static void result_clear(void *r)
{
	PQclear(r);
}

struct rows *rows_of(struct arena *a, PGresult *r)
{
	struct rows *rows = arena_alloc(a, sizeof *rows);

	rows->result = arena_later(a, result_clear, r);
	return rows;
}

int rows_count(const struct rows *r)
{
	return PQntuples(r->result);
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

int64_t rows_int(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	return s ? strtoll(s, NULL, 10) : 0;
}

bool rows_bool(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	return s && s[0] == 't';
}

instant rows_instant(const struct rows *r, int row, int column)
{
	const char *s = rows_text(r, row, column);

	return s ? strtoll(s, NULL, 10) : INSTANT_NONE;
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

#include "store/column.h"

#include <string.h>

static void let_go(void *text)
{
	text_free(text);
}

struct text *arena_text(struct arena *a)
{
	return arena_later(a, let_go, arena_alloc(a, sizeof(struct text)));
}

void column_open(struct column *c, struct arena *a, uint32_t element_oid)
{
	c->out = arena_text(a);
	wire_array_open(&c->array, c->out, element_oid);
}

struct param column_close(struct column *c)
{
	wire_array_close(&c->array);
	return P_BYTES(c->out->bytes, c->out->length);
}

struct param p_bytea(const void *bytes, size_t n)
{
	return P_BYTES(bytes, n);
}

static int digit(char c)
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
		high = digit(s[at++]);
		low = digit(s[at++]);
		if (high < 0 || low < 0)
			return false;
		id[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

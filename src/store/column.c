#include "store/column.h"

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

void columns_open(struct column *c, struct arena *a, const uint32_t *types, int n)
{
	for (int i = 0; i < n; i++)
		column_open(&c[i], a, types[i]);
}

void columns_close(struct param *p, struct column *c, int n)
{
	for (int i = 0; i < n; i++)
		p[i] = column_close(&c[i]);
}

struct param p_texts(struct arena *a, const char *const *s, size_t n)
{
	struct column c;

	column_open(&c, a, OID_TEXT);
	for (size_t i = 0; i < n; i++)
		wire_array_text(&c.array, s[i]);
	return column_close(&c);
}

struct param p_bytea(const void *bytes, size_t n)
{
	return P_BYTES(bytes, n);
}

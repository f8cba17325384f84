#include "store/wire.h"

#include "store/conn.h"

#include <string.h>

/* PostgreSQL counts from 2000-01-01, we from 1970-01-01. */

static void put16(struct text *out, uint16_t n)
{
	const char b[2] = {(char)(n >> 8), (char)n};

	text_add(out, b, sizeof b);
}

static void put32(struct text *out, uint32_t n)
{
	const char b[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};

	text_add(out, b, sizeof b);
}

static void put64(struct text *out, uint64_t n)
{
	put32(out, (uint32_t)(n >> 32));
	put32(out, (uint32_t)n);
}

static void set32(struct text *out, size_t at, uint32_t n)
{
	const char b[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};

	memcpy(out->bytes + at, b, sizeof b);
}

/* A value with its length before it; NULL is the length -1. */
static void put_value(struct text *out, const char *bytes, size_t n)
{
	if (!bytes) {
		put32(out, UINT32_MAX);
		return;
	}
	put32(out, (uint32_t)n);
	text_add(out, bytes, n);
}

/* array_recv: dimensions, "has NULLs" (not looked at), element type, then a dimension's length and lower
 * bound. */
static void put_array_header(struct text *out, uint32_t element_oid, uint32_t count)
{
	put32(out, 1);
	put32(out, 1);
	put32(out, element_oid);
	put32(out, count);
	put32(out, 1);
}

#define COUNT_AT 12 /* where the length of the dimension stands in that header */

void wire_array_open(struct wire_array *w, struct text *out, uint32_t element_oid)
{
	*w = (struct wire_array){.out = out, .at = out->length};
	put_array_header(out, element_oid, 0);
}

void wire_copy_open(struct wire_array *w, struct text *out)
{
	static const char signature[] =
		"PGCOPY\n\377\r\n"; /* with the NUL behind it; then flags, and no more */

	*w = (struct wire_array){.out = out, .at = out->length, .copied = true};
	text_add(out, signature, sizeof signature);
	put64(out, 0);
}

void wire_array_close(struct wire_array *w)
{
	if (w->copied)
		put16(w->out, UINT16_MAX);
	else
		set32(w->out, w->at + COUNT_AT, (uint32_t)w->count);
}

void wire_array_text(struct wire_array *w, const char *s)
{
	put_value(w->out, s, s ? strlen(s) : 0);
	w->count++;
}

void wire_array_uuid(struct wire_array *w, const uint8_t id[16])
{
	put_value(w->out, (const char *)id, 16);
	w->count++;
}

void wire_array_int4(struct wire_array *w, int32_t n)
{
	put32(w->out, 4);
	put32(w->out, (uint32_t)n);
	w->count++;
}

void wire_array_bool(struct wire_array *w, bool b)
{
	put32(w->out, 1);
	text_byte(w->out, (char)b);
	w->count++;
}

void wire_array_int8(struct wire_array *w, int64_t n)
{
	put32(w->out, 8);
	put64(w->out, (uint64_t)n);
	w->count++;
}

void wire_array_instant(struct wire_array *w, instant t)
{
	if (t == INSTANT_NONE)
		wire_array_text(w, NULL);
	else
		wire_array_int8(w, t - EPOCH_2000);
}

void wire_array_bytes(struct wire_array *w, const void *bytes, size_t n)
{
	put_value(w->out, bytes, n);
	w->count++;
}

/* Leaves room for the length, which is known at close. */
size_t wire_record_open(struct wire_array *w, int32_t fields)
{
	size_t opened = w->out->length;

	w->count++;
	if (w->copied) {
		put16(w->out, (uint16_t)fields);
		return opened;
	}
	put32(w->out, 0);
	put32(w->out, (uint32_t)fields);
	return opened;
}

void wire_record_close(struct wire_array *w, size_t opened)
{
	if (!w->copied)
		set32(w->out, opened, (uint32_t)(w->out->length - opened - 4));
}

static void put_type(struct wire_array *w, uint32_t oid)
{
	if (!w->copied)
		put32(w->out, oid);
}

void wire_field_null(struct wire_array *w, uint32_t oid)
{
	put_type(w, oid);
	put32(w->out, UINT32_MAX);
}

void wire_field_text(struct wire_array *w, const char *s)
{
	put_type(w, OID_TEXT);
	put_value(w->out, s, s ? strlen(s) : 0);
}

void wire_field_text_array(struct wire_array *w, const char *const *s, size_t n)
{
	size_t length_at;

	if (!n) {
		wire_field_null(w, OID_TEXT_ARRAY);
		return;
	}
	put_type(w, OID_TEXT_ARRAY);
	length_at = w->out->length;
	put32(w->out, 0);
	put_array_header(w->out, OID_TEXT, (uint32_t)n);
	for (size_t i = 0; i < n; i++)
		put_value(w->out, s[i], s[i] ? strlen(s[i]) : 0);
	set32(w->out, length_at, (uint32_t)(w->out->length - length_at - 4));
}

void wire_field_int2(struct wire_array *w, int n)
{
	put_type(w, OID_INT2);
	put32(w->out, 2);
	put16(w->out, (uint16_t)n);
}

void wire_field_int4(struct wire_array *w, int32_t n)
{
	put_type(w, OID_INT4);
	put32(w->out, 4);
	put32(w->out, (uint32_t)n);
}

void wire_field_int8(struct wire_array *w, int64_t n)
{
	put_type(w, OID_INT8);
	put32(w->out, 8);
	put64(w->out, (uint64_t)n);
}

void wire_field_bool(struct wire_array *w, bool b)
{
	put_type(w, OID_BOOL);
	put32(w->out, 1);
	text_byte(w->out, b ? 1 : 0);
}

void wire_field_uuid(struct wire_array *w, const uint8_t id[16])
{
	put_type(w, OID_UUID);
	put_value(w->out, (const char *)id, 16);
}

void wire_field_instant(struct wire_array *w, instant t)
{
	if (t == INSTANT_NONE) {
		wire_field_null(w, OID_TIMESTAMPTZ);
		return;
	}
	put_type(w, OID_TIMESTAMPTZ);
	put32(w->out, 8);
	put64(w->out, (uint64_t)(t - EPOCH_2000));
}

static uint32_t ask_type_oid(struct conn *c, const char *name, struct fault *f)
{
	struct arena a = ARENA_INIT;
	struct rows *r;
	uint32_t oid = 0;

	if (conn_query(c, SQL_type_oid, &P_TEXT(name), 1, &a, &r, f)) {
		oid = (uint32_t)rows_int(r, 0, 0);
		if (!oid)
			fault_say(f, FAULT_ENVIRONMENT, "the database has no type %s: run landbridge migrate",
				name);
	}
	arena_free(&a);
	return oid;
}

uint32_t conn_type_oid(struct conn *c, const char *name, struct fault *f)
{
	size_t i = 0;

	while (i < CONN_TYPES && c->types[i].oid && strcmp(c->types[i].name, name) != 0)
		i++;
	if (i < CONN_TYPES && c->types[i].oid)
		return c->types[i].oid;
	if (i == CONN_TYPES || strlen(name) >= sizeof c->types[i].name)
		return ask_type_oid(c, name, f);
	c->types[i].oid = ask_type_oid(c, name, f);
	memcpy(c->types[i].name, name, strlen(name) + 1);
	return c->types[i].oid;
}

/*
 * Builds parameters in PostgreSQL's binary form: arrays of text, integers and composite values.
 *
 * Sources: array_recv, record_recv, timestamptz_recv of PostgreSQL 15+, the chapter on COPY of its manual.  A
 * record's fields carry their type's OID, and what takes it may convert them; those of a COPY do not, and
 * have to be of the column's very type.
 */
#ifndef STORE_WIRE_H
#define STORE_WIRE_H

#include "base/instant.h"
#include "base/text.h"
#include "store/db.h"

/* OIDs of built-in types */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_TEXT_ARRAY = 1009,
	OID_TIMESTAMPTZ = 1184,
	OID_UUID = 2950
};

#define EPOCH_2000 (INT64_C(946684800) * INSTANT_SECOND) /* from which a timestamptz counts */

struct wire_array { /* one-dimensional, under construction in out */
	struct text *out;
	size_t at; /* where its header stands */
	int32_t count;
	bool copied; /* rows of a COPY instead: their fields carry no type */
};

void wire_array_open(struct wire_array *w, struct text *out, uint32_t element_oid);
/* elements of a plain array (length and bytes); NULL s: NULL */
void wire_array_text(struct wire_array *w, const char *s);
void wire_array_uuid(struct wire_array *w, const uint8_t id[16]);
void wire_array_int4(struct wire_array *w, int32_t n);
void wire_array_bool(struct wire_array *w, bool b);
void wire_array_int8(struct wire_array *w, int64_t n);
void wire_array_instant(struct wire_array *w, instant t);                 /* INSTANT_NONE: NULL */
void wire_array_bytes(struct wire_array *w, const void *bytes, size_t n); /* bytea */
/* What a "copy ... from stdin (format binary)" reads: rows are its records. */
void wire_copy_open(struct wire_array *w, struct text *out);
/* elements of an array of records: open, fields in the type's order, close */
size_t wire_record_open(struct wire_array *w, int32_t fields);
void wire_record_close(struct wire_array *w, size_t opened);
void wire_field_text(struct wire_array *w, const char *s);
void wire_field_text_array(struct wire_array *w, const char *const *s, size_t n); /* n == 0: NULL */
void wire_field_int2(struct wire_array *w, int n);
void wire_field_int4(struct wire_array *w, int32_t n);
void wire_field_int8(struct wire_array *w, int64_t n);
void wire_field_bool(struct wire_array *w, bool b);
void wire_field_uuid(struct wire_array *w, const uint8_t id[16]);
void wire_field_instant(struct wire_array *w, instant t); /* INSTANT_NONE: NULL */
void wire_field_null(struct wire_array *w, uint32_t oid);
void wire_array_close(struct wire_array *w);

/* OID of a type of ours (event_in ...), looked up once a connection. 0 with a fault where it is not there. */
uint32_t conn_type_oid(struct conn *c, const char *name, struct fault *f);

#endif

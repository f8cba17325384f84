#include "store/event_store.h"

#include "store/column.h"
#include "store/conn.h"
#include "wire/dcsa.h"

#include <string.h>

#define EVENT_FIELDS 46

static void field_smallint(struct wire_array *w, unsigned value)
{
	wire_field_int2(w, (int)value);
}

/* KIND:VALUE of each reference, as the event keeps them. */
static void field_references(struct wire_array *w, struct arena *a, const struct event *e)
{
	const char **words = arena_alloc_array(a, e->reference_count + 1, sizeof *words);

	for (size_t i = 0; i < e->reference_count; i++)
		words[i] = arena_printf(a, "%s:%s", e->references[i].kind, e->references[i].value);
	wire_field_text_array(w, words, e->reference_count);
}

static void fields_of_kind(struct wire_array *w, const struct stored_event *s)
{
	const struct event *e = &s->event;

	wire_field_uuid(w, e->id);
	wire_field_text(w, e->subject);
	wire_field_instant(w, e->happened.at);
	wire_field_instant(w, e->said);
	wire_field_int4(w, (int32_t)s->line);
	wire_field_int4(w, e->happened.offset);
	wire_field_int4(w, (int32_t)s->message);
	field_smallint(w, e->subject_kind);
	field_smallint(w, e->type);
	field_smallint(w, e->classifier);
	field_smallint(w, e->happened.precision);
	field_smallint(w, e->happened.zone_source);
	field_smallint(w, e->transport.mode);
	field_smallint(w, e->load_state);
	field_smallint(w, e->function);
	wire_field_bool(w, e->number_failed);
}

static const char *sender_of(const struct event *e)
{
	return e->sender ? e->sender : "";
}

static void fields_of_words(struct wire_array *w, const struct event *e)
{
	const struct transport_ref *t = &e->transport;

	wire_field_text(w, e->code);
	wire_field_text(w, e->happened.text);
	wire_field_text(w, sender_of(e));
	wire_field_text(w, e->document);
	wire_field_text(w, e->place);
	wire_field_text(w, e->place_text);
	wire_field_text(w, e->facility);
	wire_field_text(w, e->facility_list);
	wire_field_text(w, t->key);
	wire_field_text(w, t->call);
	wire_field_text(w, t->imo);
	wire_field_text(w, t->call_sign);
	wire_field_text(w, t->name ? t->name : t->train);
	wire_field_text(w, t->wagon);
	wire_field_text(w, t->voyage);
	wire_field_text(w, t->carrier);
	wire_field_text(w, e->size_type);
	wire_field_text(w, e->movement);
	wire_field_text(w, e->operator_code);
	wire_field_text(w, e->load_place);
	wire_field_text(w, e->discharge_place);
	wire_field_text(w, e->destination);
	wire_field_text(w, e->stowage);
}

/* The number of the document of this kind that the event is answered by: of an event of a document that
 * document, else the first of the kind that it refers to; NULL: none. */
static const char *document_of(const struct event *e, const char *kind)
{
	size_t n = strlen(kind);

	if (e->subject_kind == SUBJECT_DOCUMENT)
		return strncmp(e->subject, kind, n) == 0 && e->subject[n] == ':' && e->subject[n + 1]
			       ? e->subject + n + 1
			       : NULL;
	for (size_t i = 0; i < e->reference_count; i++)
		if (strcmp(e->references[i].kind, kind) == 0)
			return e->references[i].value;
	return NULL;
}

/* EVENT_FIELDS, as event_in has them. */
static void write_fields(
	struct wire_array *w, struct arena *a, const struct stored_event *s, struct text *dcsa)
{
	const struct event *e = &s->event;
	const char *why;

	fields_of_kind(w, s);
	fields_of_words(w, e);
	field_references(w, a, e);
	wire_field_text_array(w, e->seals, e->seal_count);
	wire_field_text_array(w, e->measures, e->measure_count);
	wire_field_text_array(w, e->remarks, e->remark_count);
	text_clear(dcsa);
	if (dcsa_body(dcsa, e, &why))
		wire_field_text(w, dcsa->bytes);
	else
		wire_field_null(w, OID_TEXT);
	wire_field_text(w, document_of(e, "BKG"));
	wire_field_text(w, document_of(e, "TRD"));
}

static void write_event(
	struct wire_array *w, struct arena *a, const struct stored_event *s, struct text *dcsa)
{
	size_t at = wire_record_open(w, EVENT_FIELDS);

	write_fields(w, a, s, dcsa);
	wire_record_close(w, at);
}

/* As events_add takes them; NULL with a fault. */
static struct param *event_params(
	struct arena *a, struct conn *c, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct param *p = arena_alloc_array(a, 6, sizeof *p);
	uint32_t oid = conn_type_oid(c, "event_in", f);
	struct text dcsa = TEXT_INIT;
	struct column intake, column, party, said_offset, train, source;

	if (!oid)
		return NULL;
	column_open(&intake, a, OID_UUID);
	column_open(&column, a, oid);
	column_open(&party, a, OID_TEXT);
	column_open(&said_offset, a, OID_INT4);
	column_open(&train, a, OID_TEXT);
	column_open(&source, a, OID_INT4);
	for (size_t i = 0; i < n; i++) {
		wire_array_uuid(&intake.array, events[i]->intake);
		write_event(&column.array, a, events[i], &dcsa);
		wire_array_text(&party.array, events[i]->event.party);
		wire_array_int4(&said_offset.array, events[i]->event.said_offset);
		wire_array_text(&train.array, events[i]->event.transport.train);
		wire_array_int4(&source.array, (int32_t)events[i]->event.source);
	}
	text_free(&dcsa);
	p[0] = column_close(&intake);
	p[1] = column_close(&column);
	p[2] = column_close(&party);
	p[3] = column_close(&said_offset);
	p[4] = column_close(&train);
	p[5] = column_close(&source);
	return p;
}

bool events_add_later(struct batch *b, struct arena *a, struct conn *c, struct stored_event *const *events,
	size_t n, struct rows **added, struct fault *f)
{
	struct param *p = event_params(a, c, events, n, f);

	if (p)
		batch_add(b, SQL_events_add, p, 6, added);
	return p;
}

/* When it was told, else when it took place: where neither is known, now. */
static instant heard_at(const struct event *e)
{
	return e->said != INSTANT_NONE ? e->said : e->happened.at;
}

/* What stands in columns of their own beside event_in: the same five as above. */
#define OTHER_FIELDS 5
static void write_row(struct wire_array *w, struct arena *a, const struct stored_event *s, struct text *dcsa)
{
	const struct event *e = &s->event;
	size_t at = wire_record_open(w, EVENT_FIELDS + OTHER_FIELDS);

	write_fields(w, a, s, dcsa);
	wire_field_uuid(w, s->intake);
	wire_field_text(w, e->party);
	wire_field_int4(w, e->said_offset);
	wire_field_text(w, e->transport.train);
	field_smallint(w, e->source);
	wire_record_close(w, at);
}

static bool say_heard(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct column sender, at;
	struct param p[2];
	const struct event *last = NULL;

	column_open(&sender, a, OID_TEXT);
	column_open(&at, a, OID_TIMESTAMPTZ);
	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		if (last && heard_at(last) == heard_at(e) && strcmp(sender_of(last), sender_of(e)) == 0)
			continue;
		wire_array_text(&sender.array, sender_of(e));
		wire_array_instant(&at.array, heard_at(e));
		last = e;
	}
	p[0] = column_close(&sender);
	p[1] = column_close(&at);
	return conn_query(c, SQL_events_heard, p, 2, a, NULL, f);
}

bool events_copy(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct text rows = TEXT_INIT, dcsa = TEXT_INIT;
	struct arena of_row = ARENA_INIT;
	struct wire_array w;
	bool fine;

	wire_copy_open(&w, &rows);
	for (size_t i = 0; i < n; i++) {
		write_row(&w, &of_row, events[i], &dcsa);
		arena_reset(&of_row);
	}
	wire_array_close(&w);
	fine = conn_copy(c, SQL_events_copy, rows.bytes, rows.length, f) && say_heard(c, a, events, n, f);
	arena_free(&of_row);
	text_free(&dcsa);
	text_free(&rows);
	return fine;
}

bool events_known(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct rows **known, struct fault *f)
{
	struct column id, subject;
	struct param p[2];

	column_open(&id, a, OID_UUID);
	column_open(&subject, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_uuid(&id.array, events[i]->event.id);
		wire_array_text(&subject.array, events[i]->event.subject);
	}
	p[0] = column_close(&id);
	p[1] = column_close(&subject);
	return conn_query(c, SQL_events_known, p, 2, a, known, f);
}

bool events_mend(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct rows **mended, struct fault *f)
{
	struct param *all = event_params(a, c, events, n, f);
	struct param p[] = {all ? all[1] : P_NULL, all ? all[3] : P_NULL};

	return all && conn_query(c, SQL_events_mend, p, 2, a, mended, f);
}

struct reference_columns {
	struct column c[4];
	size_t count;
};

/* Whether the event itself is found by it. */
static bool is_in_event(const struct event *e, const char *kind, const char *value)
{
	const char *own = NULL;

	if (strcmp(kind, "BKG") == 0 || strcmp(kind, "TRD") == 0)
		own = document_of(e, kind);
	return own && strcmp(own, value) == 0;
}

static void add_reference(
	struct reference_columns *r, const struct event *e, const char *kind, const char *value)
{
	if (is_in_event(e, kind, value))
		return;
	wire_array_text(&r->c[0].array, kind);
	wire_array_text(&r->c[1].array, value);
	wire_array_uuid(&r->c[2].array, e->id);
	wire_array_text(&r->c[3].array, e->subject);
	r->count++;
}

/* An event of a document is found by that document as others that refer to it are. */
static void add_own_document(struct reference_columns *r, struct arena *a, const struct event *e)
{
	const char *colon = e->subject_kind == SUBJECT_DOCUMENT ? strchr(e->subject, ':') : NULL;

	if (colon && colon[1])
		add_reference(r, e, arena_strndup(a, e->subject, (size_t)(colon - e->subject)), colon + 1);
}

size_t references_columns(struct arena *a, struct stored_event *const *events, size_t n, struct param p[4])
{
	struct reference_columns r = {.count = 0};

	for (int i = 0; i < 4; i++)
		column_open(&r.c[i], a, i == 2 ? OID_UUID : OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		if (!events[i]->is_new)
			continue;
		add_own_document(&r, a, e);
		for (size_t k = 0; k < e->reference_count; k++)
			add_reference(&r, e, e->references[k].kind, e->references[k].value);
	}
	for (int i = 0; i < 4; i++)
		p[i] = column_close(&r.c[i]);
	return r.count;
}

void references_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct param *p = arena_alloc_array(a, 4, sizeof *p);

	if (references_columns(a, events, n, p))
		batch_add(b, SQL_references_add, p, 4, NULL);
}

static bool is_mention(const struct event *e, const struct reference *r)
{
	return strcmp(r->kind, "EQUIPMENT") == 0 && strcmp(r->value, e->subject) != 0;
}

void mentions_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct column c[3];
	struct param *p;
	size_t count = 0;

	for (int i = 0; i < 3; i++)
		column_open(&c[i], a, i == 0 ? OID_UUID : OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		const struct event *e = &events[i]->event;

		for (size_t k = 0; events[i]->is_new && k < e->reference_count; k++) {
			if (!is_mention(e, &e->references[k]))
				continue;
			wire_array_uuid(&c[0].array, e->id);
			wire_array_text(&c[1].array, e->subject);
			wire_array_text(&c[2].array, e->references[k].value);
			count++;
		}
	}
	if (!count)
		return;
	p = arena_alloc_array(a, 3, sizeof *p);
	for (int i = 0; i < 3; i++)
		p[i] = column_close(&c[i]);
	batch_add(b, SQL_mentions_add, p, 3, NULL);
}

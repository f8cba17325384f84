#include "wire/sheet/taking.h"

#include "base/limits.h"
#include "codes/shape.h"
#include "codes/size_type.h"
#include "wire/keys.h"
#include "wire/partner_ask.h"
#include "wire/sheet/value.h"
#include "wire/sheet/words.h"

#include <stdarg.h>
#include <string.h>

/* ---- what is odd ---- */

/* A row has several such texts: printf would cost more than all the rest of it. */
const char *sheet_join(struct arena *a, const char *const parts[SHEET_PARTS])
{
	size_t n[SHEET_PARTS], all = 0, count = 0;
	char *out, *to;

	for (; count < SHEET_PARTS && parts[count]; count++)
		all += n[count] = strlen(parts[count]);
	out = to = arena_alloc(a, all + 1);
	for (size_t i = 0; i < count; to += n[i++])
		bytes_copy(to, parts[i], n[i]);
	return out;
}

const char *sheet_where(struct arena *a, const char *sheet, uint32_t row, uint32_t column)
{
	char cell[20];
	size_t at = sizeof cell - 1;

	cell[at] = '\0';
	do
		cell[--at] = (char)('0' + row % 10);
	while (row /= 10);
	for (uint32_t n = column; n; n = (n - 1) / 26)
		cell[--at] = (char)('A' + (n - 1) % 26);
	return sheet ? sheet_join(a, (const char *[SHEET_PARTS]){sheet, "!", cell + at})
		     : arena_strndup(a, cell + at, sizeof cell - 1 - at);
}

static void keep_diagnostic(struct sheet_reading *r, const struct diagnostic *d)
{
	struct message *m = &r->m;

	r->warned |= d->severity == SEVERITY_WARNING;
	r->rejected |= d->severity == SEVERITY_ERROR;
	if (m->diagnostic_count >= LIMIT_DIAGNOSTICS) {
		m->diagnostics_dropped++;
		return;
	}
	m->diagnostics = arena_grow(
		r->a, m->diagnostics, m->diagnostic_count, &r->diagnostic_room, sizeof *m->diagnostics);
	m->diagnostics[m->diagnostic_count++] = *d;
}

void sheet_say(struct sheet_reading *r, enum severity severity, const char *code, enum sheet_field field,
	const char *fmt, ...)
{
	struct diagnostic d = {.code = code,
		.subject = r->container,
		.sheet = r->row->sheet,
		.row = r->row->row,
		.offset = r->row->offset};
	char text[512];
	va_list args;

	if (field < FIELDS) {
		d.column = r->table->column[field];
		d.tag = r->table->header[field];
	}
	d.severity = severity_for(r->world, r->who, code, severity);
	if (d.severity >= SEVERITIES)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	d.text = d.column ? arena_printf(r->a, "%s: %s", sheet_where(r->a, NULL, d.row, d.column), text)
			  : arena_strdup(r->a, text);
	keep_diagnostic(r, &d);
}

void sheet_unknown(struct sheet_reading *r, enum partner_list list, const char *code, enum sheet_field field)
{
	unknown_tell(r->sink, r->who, r->hint->sender, list, code,
		sheet_where(r->a, r->row->sheet, r->row->row, field < FIELDS ? r->table->column[field] : 0));
}

/* ---- trains ---- */

static bool begins_with_groups(const char *s, size_t first, size_t second)
{
	static const char signs[] = " -+/";

	s += strspn(s, signs);
	if (shape_digits(s) != first)
		return false;
	s += first;
	return shape_digits(s + strspn(s, signs)) == second;
}

/* "8607 042 6980", "8607-42-6980", "8607+042+6980": eleven digits; anything else stays as it is. */
static const char *index_of(struct arena *a, const char *text)
{
	char digits[16];
	size_t n = 0;

	for (const char *s = text; *s; s++) {
		if (*s >= '0' && *s <= '9') {
			if (n == 12)
				return text;
			digits[n++] = *s;
		} else if (*s != ' ' && *s != '-' && *s != '+' && *s != '/') {
			return text;
		}
	}
	if (n > 10)
		return arena_strndup(a, digits, n);
	if (n == 10 && begins_with_groups(text, 4, 2))
		return arena_printf(a, "%.4s0%.6s", digits, digits + 4);
	return text;
}

static const char *first(const char *a, const char *b)
{
	return a ? a : b;
}

static void names_of_train(struct sheet_reading *r, const struct sheet_values *v)
{
	const char *index = first(sheet_text(v, FIELD_INDEX), r->title->index);

	r->train_names[0] = first(sheet_text(v, FIELD_TRAIN), r->title->train);
	r->train_names[1] = index ? index_of(r->a, index) : NULL;
	r->train_names[2] = first(sheet_text(v, FIELD_PROGRAMME), r->title->programme);
}

void sheet_train(struct sheet_reading *r, struct event *e, const struct civil *day)
{
	static const char *const kinds[] = {"TRAIN-NUMBER", "TRAIN-INDEX", "TRAIN-PROGRAMME"};
	bool too_long = false;

	for (size_t i = 0; i < 3; i++)
		sheet_reference(r, e, kinds[i], r->train_names[i]);
	/* An index is a train's own; a number is its path's, a plan's that of several. */
	e->transport.train = first(r->train_names[1], first(r->train_names[0], r->train_names[2]));
	e->transport.mode = MODE_RAIL;
	if (e->transport.train && day)
		e->transport.key = transport_key_of(r->a, &e->transport, day, &too_long);
	e->transport.call = transport_call_of(r->a, e->transport.key, e->place);
	if (too_long)
		sheet_say(r, SEVERITY_WARNING, "train-name", FIELD_TRAIN,
			"the train's name is too long to be found by");
}

bool sheet_subjects(struct sheet_reading *r, const struct sheet_values *v)
{
	bool fine = value_container(r, v, &r->container, &r->container_failed);

	fine &= value_wagon(r, v, FIELD_WAGON, &r->wagon);
	names_of_train(r, v);
	return fine;
}

/* ---- events ---- */

/* The list with room for one more: it begins with eight and doubles, as arena_grow does. */
static void *list_room(struct sheet_reading *r, void *list, size_t count, size_t size)
{
	size_t room = count;

	if (count && (count < 8 || count & (count - 1)))
		return list;
	return arena_grow(r->a, list, count, &room, size);
}

static void list_add(struct sheet_reading *r, const char ***list, size_t *count, const char *item)
{
	*list = list_room(r, *list, *count, sizeof **list);
	(*list)[(*count)++] = item;
}

void sheet_reference(struct sheet_reading *r, struct event *e, const char *kind, const char *value)
{
	if (!value)
		return;
	e->references = list_room(r, e->references, e->reference_count, sizeof *e->references);
	e->references[e->reference_count++] = (struct reference){kind, value};
}

void sheet_remark(struct sheet_reading *r, struct event *e, const char *what, const char *text)
{
	if (text)
		list_add(r, &e->remarks, &e->remark_count,
			sheet_join(r->a, (const char *[SHEET_PARTS]){what, ":", text}));
}

void sheet_measure(
	struct sheet_reading *r, struct event *e, const char *what, const char *value, const char *unit)
{
	if (value)
		list_add(r, &e->measures, &e->measure_count,
			sheet_join(r->a, (const char *[SHEET_PARTS]){what, ":", value, ":", unit}));
}

/* Several in one cell stand apart by signs or blanks. */
void sheet_seals(struct sheet_reading *r, struct event *e, const char *cell)
{
	while (cell && *cell) {
		size_t n = strcspn(cell, ",;/ \n\t"), wide = 0;

		for (size_t i = 0; i + 3 <= n && !wide; i++)
			if (memcmp(cell + i, "、", 3) == 0 || memcmp(cell + i, "，", 3) == 0 ||
				memcmp(cell + i, "；", 3) == 0)
				wide = i + 1;
		if (wide)
			n = wide - 1;
		if (n && e->seal_count < 20)
			list_add(r, &e->seals, &e->seal_count, arena_printf(r->a, "CA:%.*s", (int)n, cell));
		cell += n + (wide ? 3 : cell[n] != '\0');
	}
}

static enum load_state load_of_words(const char *text)
{
	char loose[WORDS_ROOM];

	words_loosely(text, strlen(text), loose, sizeof loose);
	if (strstr(loose, "空") || strncmp(loose, "пор", 6) == 0 || strncmp(loose, "empty", 5) == 0 ||
		strcmp(loose, "e") == 0 || strcmp(loose, "mt") == 0 || strncmp(loose, "mty", 3) == 0 ||
		strcmp(loose, "п") == 0)
		return LOAD_EMPTY;
	if (strstr(loose, "重") || strncmp(loose, "гр", 4) == 0 || strncmp(loose, "laden", 5) == 0 ||
		strncmp(loose, "full", 4) == 0 || strncmp(loose, "loaded", 6) == 0 ||
		strcmp(loose, "fcl") == 0 || strcmp(loose, "lcl") == 0 || strcmp(loose, "г") == 0 ||
		strcmp(loose, "实") == 0 || strcmp(loose, "f") == 0 || strcmp(loose, "l") == 0)
		return LOAD_LADEN;
	return LOAD_UNKNOWN;
}

static void describe_state(struct sheet_reading *r, const struct sheet_values *v, struct event *e)
{
	const char *text = sheet_text(v, FIELD_LOAD);

	if (!text)
		return;
	e->load_state = load_of_words(text);
	if (load_meant(r->world, r->who, e, text) || e->load_state)
		return;
	sheet_unknown(r, CODES_LOAD, text, FIELD_LOAD);
	sheet_say(r, SEVERITY_WARNING, "load-state", FIELD_LOAD,
		"\"%.40s\" says neither laden nor empty: it was passed over", text);
}

static void describe_size(struct sheet_reading *r, const struct sheet_values *v, struct event *e)
{
	e->size_type = sheet_text(v, FIELD_SIZE_TYPE);
	if (e->size_type && !size_meant(r->world, r->who, e) &&
		size_type_read(e->size_type).form == SIZE_TYPE_NONE)
		sheet_unknown(r, CODES_SIZE_TYPE, e->size_type, FIELD_SIZE_TYPE);
}

static void describe_weight(struct sheet_reading *r, const struct sheet_values *v, struct event *e,
	const char *what, enum sheet_field field)
{
	const char *unit;

	if (!sheet_text(v, field))
		return;
	unit = value_unit(r, v, field);
	sheet_measure(r, e, what, value_amount(r, v, field, unit), unit);
}

static void describe_load(struct sheet_reading *r, const struct sheet_values *v, struct event *e)
{
	describe_state(r, v, e);
	describe_size(r, v, e);
	sheet_seals(r, e, sheet_text(v, FIELD_SEAL));
	describe_weight(r, v, e, "G", FIELD_GROSS);
	describe_weight(r, v, e, "T", FIELD_TARE);
	describe_weight(r, v, e, "N", FIELD_NET);
	sheet_reference(r, e, "WAYBILL", sheet_text(v, FIELD_WAYBILL));
	sheet_reference(r, e, "BKG", sheet_text(v, FIELD_BOOKING));
	sheet_reference(r, e, "TRD", sheet_text(v, FIELD_BILL));
	sheet_reference(r, e, "CUSTOMS", sheet_text(v, FIELD_CUSTOMS));
	sheet_remark(r, e, "AAA", sheet_text(v, FIELD_GOODS));
	sheet_remark(r, e, "GOODS-CODE", sheet_text(v, FIELD_GOODS_CODE));
	sheet_remark(r, e, "CONSIGNOR", sheet_text(v, FIELD_CONSIGNOR));
	sheet_remark(r, e, "CONSIGNEE", sheet_text(v, FIELD_CONSIGNEE));
	sheet_remark(r, e, "AAI", sheet_text(v, FIELD_REMARK));
}

static const char *name_of(struct sheet_spot s)
{
	return s.place ? s.place : s.text;
}

static void describe_way(struct sheet_reading *r, const struct sheet_values *v, struct event *e)
{
	if (sheet_text(v, FIELD_FROM))
		e->load_place = name_of(value_station(r, v, FIELD_FROM, FIELDS));
	if (sheet_text(v, FIELD_TO))
		e->destination = name_of(value_station(r, v, FIELD_TO, FIELDS));
}

static struct event *event_new(struct sheet_reading *r, const char *code)
{
	struct message *m = &r->m;
	struct event *e;

	if (!m->events) {
		r->event_room = 2;
		m->events = arena_alloc_array(r->a, r->event_room, sizeof *m->events);
	}
	m->events = arena_grow(r->a, m->events, m->event_count, &r->event_room, sizeof *m->events);
	e = &m->events[m->event_count++];
	e->code = code;
	e->classifier = r->table->classifier;
	e->said = m->said;
	e->said_offset = m->said_offset;
	e->segment = r->row->row;
	e->offset = r->row->offset;
	e->happened = (struct moment){INSTANT_NONE, 0, PRECISION_DAY, ZONE_NOBODY, NULL};
	return e;
}

static enum event_type type_of(const char *code)
{
	return strcmp(code, "ARRI") == 0 || strcmp(code, "DEPA") == 0 ? EVENT_TRANSPORT : EVENT_EQUIPMENT;
}

struct event *sheet_event(
	struct sheet_reading *r, const struct sheet_values *v, const char *code, bool of_wagon)
{
	struct event *e = event_new(r, code);

	e->transport.mode = MODE_RAIL;
	e->transport.wagon = r->wagon;
	if (of_wagon) {
		e->subject_kind = SUBJECT_TRANSPORT;
		e->subject = sheet_join(r->a, (const char *[SHEET_PARTS]){"WAGON:", r->wagon});
		e->type = EVENT_TRANSPORT;
		sheet_remark(r, e, "WAGON-TYPE", sheet_text(v, FIELD_WAGON_TYPE));
		e->stowage = sheet_text(v, FIELD_TRAIN_PLACE);
	} else {
		e->subject_kind = SUBJECT_CONTAINER;
		e->subject = r->container;
		e->number_failed = r->container_failed;
		e->type = type_of(code);
		e->stowage = sheet_text(v, FIELD_WAGON_PLACE);
	}
	/* what a row says of the box on the wagon is not the wagon's */
	if (!of_wagon || !r->container) {
		describe_load(r, v, e);
		describe_way(r, v, e);
	}
	return e;
}

struct event *sheet_document(
	struct sheet_reading *r, const struct sheet_values *v, const char *code, const char *subject)
{
	struct event *e = event_new(r, code);

	e->subject_kind = SUBJECT_DOCUMENT;
	e->subject = subject;
	e->type = EVENT_SHIPMENT;
	sheet_reference(r, e, "EQUIPMENT", r->container);
	sheet_reference(r, e, "WAYBILL", sheet_text(v, FIELD_WAYBILL));
	return e;
}

void sheet_at(struct sheet_reading *r, struct event *e, const struct moment *when, const struct sheet_spot *s)
{
	(void)r;
	e->happened = *when;
	e->place = s->place;
	e->place_text = s->text;
}

/* ---- papers ---- */

struct paper *sheet_paper(
	struct sheet_reading *r, const struct sheet_values *v, enum paper_kind kind, const char *number)
{
	struct paper *p;

	(void)v;
	r->papers = arena_grow(r->a, r->papers, r->m.paper_count, &r->paper_room, sizeof *r->papers);
	p = &r->papers[r->m.paper_count++];
	r->m.papers = r->papers;
	*p = (struct paper){.kind = kind,
		.number = number,
		.issued = {INSTANT_NONE, 0, PRECISION_DAY, ZONE_NOBODY, NULL},
		.replaces_kind = PAPER_OTHER,
		.detail = "{}"};
	if (r->container)
		list_add(r, &p->subjects, &p->subject_count, r->container);
	return p;
}

void sheet_covers(struct sheet_reading *r, struct paper *p, const char *wagon)
{
	if (wagon)
		list_add(r, &p->subjects, &p->subject_count, arena_printf(r->a, "WAGON:%s", wagon));
}

sheet_take *const sheet_takes[SHEET_KINDS] = {
	[SHEET_DISLOCATION] = take_dislocation,
	[SHEET_TRAIN_LIST] = take_train_list,
	[SHEET_WAYBILL] = take_waybill,
	[SHEET_HANDOVER] = take_handover,
	[SHEET_YARD_STOCK] = take_yard_stock,
	[SHEET_CUSTOMS] = take_customs,
};

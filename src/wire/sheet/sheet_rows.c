/* Rows of a table to messages. */
#include "wire/sheet/sheet_parts.h"

#include "codes/iso6346.h"
#include "wire/sheet/value.h"

#include <string.h>

static const enum sheet_field keys[] = {
	FIELD_CONTAINER, FIELD_WAGON, FIELD_WAYBILL, FIELD_CUSTOMS, FIELD_NEW_WAGON};

static bool is_key(enum sheet_kind kind, enum sheet_field f)
{
	switch (f) {
	case FIELD_WAYBILL:
		return kind == SHEET_WAYBILL;
	case FIELD_CUSTOMS:
		return kind == SHEET_CUSTOMS;
	case FIELD_WAGON:
		return kind != SHEET_YARD_STOCK && kind != SHEET_CUSTOMS;
	default:
		return sheet_field_rows[f].kinds & 1u << kind;
	}
}

static bool is_day(const char *s)
{
	struct cell_time t;
	bool doubt;

	return strpbrk(s, "./年") && strlen(s) < 24 && time_read(s, ORDER_GUESS, &t, &doubt) && t.has_day;
}

/* A number of something: three digits or more, no total and no date.  Digits alone are no word, nor is a
 * container's number, though its owner be SUMU. */
static bool says_number(const struct cell *c)
{
	const char *s = c->text;
	size_t digits = 0, n = 0;

	if (c->kind == CELL_DATE)
		return false;
	if (iso6346_shaped(s)) /* nearly all */
		return true;
	for (; s[n]; n++)
		digits += s[n] >= '0' && s[n] <= '9';
	return digits >= 3 && (digits == n || (!title_is_total(s) && !is_day(s)));
}

bool sheet_has_key(const struct sheet_in *s, const struct row *row)
{
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		unsigned column = s->table.column[keys[i]];

		if (!column || column > row->count || !is_key(s->table.kind, keys[i]))
			continue;
		if (row->cells[column - 1].text && says_number(&row->cells[column - 1]))
			return true;
	}
	return false;
}

/* A row of a table where no number stands. */
static void say_numberless(struct sheet_reading *r)
{
	enum sheet_field key = r->table->kind == SHEET_WAYBILL ? FIELD_WAYBILL : FIELD_CONTAINER;

	if (!r->table->column[key])
		key = FIELD_WAGON;
	sheet_say(r, SEVERITY_ERROR, "number-missing", key,
		"this row has neither the number of a container nor that of a wagon: nobody knows what it is "
		"about");
}

static bool has_subject(const struct sheet_reading *r, const struct sheet_values *v)
{
	switch (r->table->kind) {
	case SHEET_WAYBILL:
		return sheet_text(v, FIELD_WAYBILL) != NULL;
	case SHEET_CUSTOMS:
		return r->container || sheet_text(v, FIELD_CUSTOMS);
	case SHEET_YARD_STOCK:
		return r->container != NULL;
	default:
		return r->container || r->wagon || sheet_text(v, FIELD_NEW_WAGON);
	}
}

static void read_values(struct sheet_reading *r, const struct sheet_values *v)
{
	if (!sheet_subjects(r, v))
		return;
	if (!has_subject(r, v))
		say_numberless(r);
	else
		sheet_takes[r->table->kind](r, v);
}

/* Several containers in one cell: each is told.  What the row says of weight and seals is of all together. */
static void read_several(
	struct sheet_reading *r, struct sheet_values *v, const char *const *numbers, size_t n)
{
	static const enum sheet_field shared[] = {
		FIELD_GROSS, FIELD_NET, FIELD_TARE, FIELD_SEAL, FIELD_NEW_SEAL, FIELD_WAGON_PLACE};
	bool told = false;

	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		told |= v->of[shared[i]] != NULL;
		v->of[shared[i]] = NULL;
	}
	sheet_say(r, SEVERITY_INFORMATION, "several-containers", FIELD_CONTAINER,
		"%zu containers stand here: each is told%s", n,
		told ? ", without the row's weights, seals and position, which are nobody's own" : "");
	for (size_t i = 0; i < n; i++) {
		v->own[FIELD_CONTAINER] = (struct cell){
			.kind = CELL_TEXT, .text = numbers[i], .length = (uint32_t)strlen(numbers[i])};
		v->of[FIELD_CONTAINER] = &v->own[FIELD_CONTAINER];
		read_values(r, v);
	}
}

static void read_row(struct sheet_reading *r)
{
	const char *numbers[CONTAINERS_A_CELL];
	struct sheet_values v;
	size_t n;

	sheet_values_of(r, &v);
	n = value_containers(r, &v, numbers);
	if (n > 1)
		read_several(r, &v, numbers, n);
	else
		read_values(r, &v);
}

/* A wagon that carries two boxes is told aboard once. */
static void without_repeats(struct sheet_in *s, struct message *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->event_count; i++) {
		const struct event *e = &m->events[i];
		bool aboard = e->subject_kind == SUBJECT_TRANSPORT && strcmp(e->code, EVENT_ABOARD) == 0;
		const char *train = e->transport.key ? e->transport.key : "";

		if (aboard && m->event_count > 1 && strcmp(s->last_wagon, e->subject) == 0 &&
			strcmp(s->last_train, train) == 0)
			continue;
		if (aboard) {
			snprintf(s->last_wagon, sizeof s->last_wagon, "%s", e->subject);
			snprintf(s->last_train, sizeof s->last_train, "%s", train);
		}
		if (kept != i)
			m->events[kept] = *e;
		kept++;
	}
	m->event_count = kept;
}

static bool finish(struct sheet_in *s, struct sheet_reading *r)
{
	struct message *m = &r->m;

	m->verdict = r->rejected ? VERDICT_REJECTED : r->warned ? VERDICT_WARNINGS : VERDICT_ACCEPTED;
	if (r->rejected) {
		m->events = NULL;
		m->papers = NULL;
		m->event_count = m->paper_count = 0;
	} else {
		without_repeats(s, m);
		events_identify_on(&s->identified, m->events, m->event_count, m->sender);
	}
	if (s->hand_over && m->event_count) {
		if (!s->hand_over(s->sink.self, m, m->events, m->event_count))
			return false;
	}
	if (s->hand_over)
		m->events = NULL;
	return s->sink.message(s->sink.self, m);
}

static bool too_many(struct sheet_in *s, const struct row *row)
{
	if (!s->limits.messages || s->line < s->limits.messages)
		return false;
	sheet_tell(s, SEVERITY_ERROR, "too-many-messages", row, 0, NULL,
		"there are more rows here than one delivery may have: send them in several, or import them");
	return true;
}

bool sheet_message(struct sheet_in *s, const struct row *row)
{
	struct sheet_reading r = {.a = &s->row_arena,
		.world = &s->world,
		.sink = &s->sink,
		.hint = &s->hint,
		.who = s->who,
		.partner = s->partner,
		.table = &s->table,
		.title = &s->title,
		.row = row,
		.memo = &s->memo,
		.m = {.format = "SHEET",
			.type = sheet_kind_rows[s->table.kind].type,
			.source = s->table.source,
			.said = INSTANT_NONE,
			.whole = s->table.profile && s->table.profile->all_or_none,
			.offset = row->offset == NO_OFFSET ? 0 : row->offset}};

	if (too_many(s, row))
		return false;
	arena_reset(&s->row_arena);
	r.m.line = ++s->line;
	r.m.reference = sheet_where(r.a, row->sheet, row->row, 0);
	if (row->hidden && !s->hidden_told) {
		s->hidden_told = true;
		sheet_say(&r, SEVERITY_INFORMATION, "hidden-rows", FIELDS,
			"this row is hidden: hidden rows count like others");
	}
	s->title_old = true;
	read_row(&r);
	return finish(s, &r);
}

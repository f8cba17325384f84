#include "store/lookup_store.h"

#include "domain/train.h"
#include "record/paper.h"
#include "store/column.h"
#include "store/event_read.h"
#include "wire/dcsa.h"

#include <stdlib.h>
#include <string.h>

/* Keeping */

struct gathering {
	struct arena *arena;
	struct found *rows;
	size_t count, room;
	const struct event *event;
};

static bool is_in_place(const struct event *e, enum found_by kind, const char *value)
{
	for (size_t i = 0; i < e->reference_count; i++) {
		const struct reference *r = &e->references[i];

		if (found_by_reference(r->kind) != kind || strcmp(r->value, value) != 0)
			continue;
		for (const char *const *in_place = found_by_kinds_in_place; *in_place; in_place++)
			if (strcmp(r->kind, *in_place) == 0)
				return true;
	}
	return false;
}

/* Whose the row is: the container; of the name of a ship with an IMO number that number, told or not of a
 * container.  NULL: it is found without a row. */
static const char *row_of(struct arena *a, const struct event *e, enum found_by kind, const char *value)
{
	const char *imo = kind == FOUND_BY_VESSEL ? e->transport.imo : NULL;

	if (imo && strcmp(value, imo) != 0)
		return arena_printf(a, "IMO:%s", imo);
	if (e->subject_kind != SUBJECT_CONTAINER || (imo ? dcsa_says(e) : is_in_place(e, kind, value)))
		return NULL;
	return e->subject;
}

static void gather(void *self, enum found_by kind, const char *raw)
{
	struct gathering *g = self;
	char value[FOUND_BY_ROOM];
	const char *whose;

	if (!found_by_value(raw, value) || !(whose = row_of(g->arena, g->event, kind, value)))
		return;
	g->rows = arena_grow(g->arena, g->rows, g->count, &g->room, sizeof *g->rows);
	g->rows[g->count++] = (struct found){arena_strdup(g->arena, value), kind, whose, NULL, NULL};
}

static int by_value(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int d = strcmp(x->value, y->value);

	d = d ? d : (int)x->kind - (int)y->kind;
	return d ? d : strcmp(x->container, y->container);
}

void lookups_add_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct gathering g = {.arena = a};
	struct column value, kind, container;
	struct param *p;

	for (size_t i = 0; i < n; i++) {
		g.event = &events[i]->event;
		if (events[i]->is_new)
			found_by_all(g.event, gather, &g);
	}
	if (!g.count)
		return;
	qsort(g.rows, g.count, sizeof *g.rows, by_value);
	column_open(&value, a, OID_TEXT);
	column_open(&kind, a, OID_INT4);
	column_open(&container, a, OID_TEXT);
	for (size_t i = 0; i < g.count; i++) {
		if (i && by_value(&g.rows[i - 1], &g.rows[i]) == 0)
			continue;
		wire_array_text(&value.array, g.rows[i].value);
		wire_array_int4(&kind.array, (int32_t)g.rows[i].kind);
		wire_array_text(&container.array, g.rows[i].container);
	}
	p = arena_alloc_array(a, 3, sizeof *p);
	p[0] = column_close(&value);
	p[1] = column_close(&kind);
	p[2] = column_close(&container);
	batch_add(b, SQL_lookup_add, p, 3, NULL);
}

/* Finding */

static struct param kinds_in_place(struct arena *a)
{
	size_t n = 0;

	while (found_by_kinds_in_place[n])
		n++;
	return p_texts(a, found_by_kinds_in_place, n);
}

bool lookup_find(struct conn *c, struct arena *a, const char *const *values, size_t n, const char *viewer,
	size_t most, struct found **found, size_t *count, struct fault *f)
{
	struct param p[] = {p_texts(a, values, n), kinds_in_place(a), P_TEXT(viewer), p_int(a, (int64_t)most)};
	struct rows *r;

	if (!conn_query(c, SQL_lookup_find, p, 4, a, &r, f))
		return false;
	*count = (size_t)rows_count(r);
	*found = arena_alloc_array(a, *count + 1, sizeof **found);
	for (int i = 0; i < rows_count(r); i++) {
		const char *reference = rows_text(r, i, 2);

		(*found)[i] = (struct found){rows_text(r, i, 0),
			reference ? found_by_reference(reference) : (enum found_by)rows_int(r, i, 1),
			rows_text(r, i, 3), rows_text(r, i, 4), NULL};
	}
	return true;
}

static struct param paper_kinds(struct arena *a)
{
	return p_texts(a, paper_words, PAPERS);
}

static struct param days_of_names(struct arena *a)
{
	struct column c;

	column_open(&c, a, OID_INT4);
	for (size_t i = 0; i < TRAIN_KINDS; i++)
		wire_array_int4(&c.array, train_kind_days[i]);
	return column_close(&c);
}

/* A kind is a word of papers, or a number of found_by.def. */
static enum found_by kind_in(const struct rows *r, int row)
{
	const char *kind = rows_text(r, row, 1);

	return *kind >= '0' && *kind <= '9' ? (enum found_by)rows_int(r, row, 1) : found_by_reference(kind);
}

bool lookup_through(struct conn *c, struct arena *a, const char *const *values, size_t n, const char *viewer,
	size_t most, struct found **found, size_t *count, struct fault *f)
{
	struct param asked = p_texts(a, values, n), limit = p_int(a, (int64_t)most);
	struct param papers[] = {asked, paper_kinds(a), P_TEXT(viewer), limit, kinds_in_place(a)};
	struct param rail[] = {asked, days_of_names(a), P_TEXT(viewer), limit};
	struct rows *r[2];

	if (!conn_query(c, SQL_lookup_papers, papers, 5, a, &r[0], f) ||
		!conn_query(c, SQL_lookup_rail, rail, 4, a, &r[1], f))
		return false;
	*count = 0;
	*found =
		arena_alloc_array(a, (size_t)rows_count(r[0]) + (size_t)rows_count(r[1]) + 1, sizeof **found);
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < rows_count(r[k]); i++)
			(*found)[(*count)++] = (struct found){rows_text(r[k], i, 0), kind_in(r[k], i),
				rows_text(r[k], i, 2), NULL, rows_text(r[k], i, 3)};
	return true;
}

bool lookup_events(struct conn *c, struct arena *a, const char *const *containers, size_t n,
	const char *viewer, int most, int all, struct found_events *found, struct fault *f)
{
	struct param p[] = {P_TEXT(viewer), p_texts(a, containers, n), p_int(a, most), p_int(a, all)};
	struct rows *r;

	if (!conn_query(c, SQL_lookup_events, p, 4, a, &r, f))
		return false;
	found->count = (size_t)rows_count(r);
	found->events = arena_alloc_array(a, found->count + 1, sizeof *found->events);
	found->recorded = arena_alloc_array(a, found->count + 1, sizeof *found->recorded);
	found->container = arena_alloc_array(a, found->count + 1, sizeof *found->container);
	for (size_t i = 0; i < found->count; i++) {
		event_read(&found->events[i], a, r, (int)i);
		found->recorded[i] = rows_instant(r, (int)i, EVENT_COLUMNS);
		found->events[i].overruled = rows_bool(r, (int)i, EVENT_COLUMNS + 1);
		found->container[i] = (size_t)rows_int(r, (int)i, EVENT_COLUMNS + 2) - 1;
	}
	return true;
}

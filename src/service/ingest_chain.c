#include "service/ingest_chain.h"

#include "service/ingest_fold.h"
#include "store/column.h"

#include <stdlib.h>
#include <string.h>

static bool is_chained(const struct event *e)
{
	return e->document && (e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT);
}

static int by_document(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;

	return strcmp((*x)->event.document, (*y)->event.document);
}

static int by_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ids of those, new or all, as a column, sorted; false: there are none. */
static bool ids_of(
	struct arena *a, struct stored_event *const *events, size_t n, bool only_new, struct param *p)
{
	struct stored_event **chained = arena_alloc_array(a, n + 1, sizeof *chained);
	struct column c;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (is_chained(&events[i]->event) && (events[i]->is_new || !only_new))
			chained[count++] = events[i];
	if (!count)
		return false;
	qsort(chained, count, sizeof *chained, by_document);
	column_open(&c, a, OID_TEXT);
	for (size_t i = 0; i < count; i++)
		if (!i || by_document(&chained[i - 1], &chained[i]) != 0)
			wire_array_text(&c.array, chained[i]->event.document);
	*p = column_close(&c);
	return true;
}

void chain_lock_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct param *ids = arena_alloc(a, sizeof *ids);

	if (ids_of(a, events, n, false, ids))
		batch_add(b, SQL_chains_lock, ids, 1, NULL);
}

/* Containers with new events of their own are folded anyway. */
static const char **touched_boxes(
	struct arena *a, struct stored_event *const *events, size_t n, size_t *count)
{
	const char **boxes = arena_alloc_array(a, n + 1, sizeof *boxes);

	*count = 0;
	for (size_t i = 0; i < n; i++)
		if (events[i]->is_new && events[i]->event.subject_kind == SUBJECT_CONTAINER)
			boxes[(*count)++] = events[i]->event.subject;
	qsort(boxes, *count, sizeof *boxes, by_words);
	return boxes;
}

struct others { /* containers that lose an event */
	const char **names;
	struct subject *subjects;
	size_t count;
};

static void find_others(
	struct arena *a, struct others *o, const struct rows *r, struct stored_event *const *events, size_t n)
{
	size_t rows = (size_t)rows_count(r), touched;
	const char **boxes = touched_boxes(a, events, n, &touched);

	o->names = arena_alloc_array(a, rows + 1, sizeof *o->names);
	o->subjects = arena_alloc_array(a, rows + 1, sizeof *o->subjects);
	for (size_t i = 0; i < rows; i++) {
		const char *name = rows_text(r, (int)i, 0);

		if (bsearch(&name, boxes, touched, sizeof *boxes, by_words))
			continue;
		o->names[o->count] = name;
		o->subjects[o->count++] = (struct subject){name, false};
	}
}

static bool fold_others(struct conn *c, struct arena *a, struct others *o, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct param *p = arena_alloc_array(a, 2, sizeof *p);
	struct stored_journey *journeys;
	struct rows *locked;

	subjects_columns(a, o->subjects, o->count, p);
	journeys_read_later(b, p, &locked);
	if (!batch_run(b, f))
		return false;
	journeys = journeys_of_rows(a, locked, o->subjects, o->count);
	if (!fold_anew(c, a, o->names, o->count, journeys, o->count, f))
		return false;
	b = batch_new(c, a);
	return journeys_save_later(b, a, c, journeys, o->count, f) && batch_run(b, f);
}

bool chain_fold(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct others others = {0};
	struct rows *boxes;
	struct param ids;

	if (!ids_of(a, events, n, true, &ids))
		return true;
	/* the others are judged by what stands under the id: this transaction's words as well */
	references_add_later(b, a, events, n);
	batch_add(b, SQL_chains_lock, &ids, 1, NULL);
	batch_add(b, SQL_chains_boxes, &ids, 1, &boxes);
	if (!batch_run(b, f))
		return false;
	find_others(a, &others, boxes, events, n);
	return !others.count || fold_others(c, a, &others, f);
}

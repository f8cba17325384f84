#include "service/ingest_chain.h"

#include "base/words.h"
#include "service/ingest_fold.h"
#include "store/column.h"

#include <stdlib.h>
#include <string.h>

static bool is_chained(const struct event *e)
{
	return e->document && (e->function == FUNCTION_OVERRIDE || e->function == FUNCTION_RETRACT);
}

/* Who delivered it; NULL is the hub. */
static int by_party(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int by_identity(const void *a, const void *b)
{
	const struct stored_event *const *x = a, *const *y = b;
	int order = strcmp((*x)->event.document, (*y)->event.document);

	order = order ? order : strcmp((*x)->event.sender, (*y)->event.sender);
	return order ? order : by_party((*x)->event.party, (*y)->event.party);
}

#define IDS 3 /* columns of an identity: id, sender, party */

/* Identities of the chained ones, new or all, sorted; false: there are none. */
static bool ids_of(
	struct arena *a, struct stored_event *const *events, size_t n, bool only_new, struct param p[IDS])
{
	struct stored_event **chained = arena_alloc_array(a, n + 1, sizeof *chained);
	struct column id, sender, party;
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (is_chained(&events[i]->event) && (events[i]->is_new || !only_new))
			chained[count++] = events[i];
	if (!count)
		return false;
	qsort(chained, count, sizeof *chained, by_identity);
	column_open(&id, a, OID_TEXT);
	column_open(&sender, a, OID_TEXT);
	column_open(&party, a, OID_TEXT);
	for (size_t i = 0; i < count; i++) {
		if (i && by_identity(&chained[i - 1], &chained[i]) == 0)
			continue;
		wire_array_text(&id.array, chained[i]->event.document);
		wire_array_text(&sender.array, chained[i]->event.sender);
		wire_array_text(&party.array, chained[i]->event.party);
	}
	p[0] = column_close(&id);
	p[1] = column_close(&sender);
	p[2] = column_close(&party);
	return true;
}

static struct subject *subjects_of(struct arena *a, const struct rows *r, size_t *count)
{
	struct subject *all;

	*count = (size_t)rows_count(r);
	all = arena_alloc_array(a, *count + 1, sizeof *all);
	for (size_t i = 0; i < *count; i++)
		all[i].number = rows_text(r, (int)i, 0);
	return all;
}

bool chain_kin(struct conn *c, struct arena *a, struct stored_event *const *events, size_t n,
	struct subject **kin, size_t *count, struct fault *f)
{
	struct param ids[IDS];
	struct rows *r;

	*kin = NULL;
	*count = 0;
	if (!ids_of(a, events, n, false, ids))
		return true;
	if (!conn_query(c, SQL_chains_boxes, ids, IDS, a, &r, f))
		return false;
	*kin = subjects_of(a, r, count);
	return true;
}

struct subject *chain_with_kin(
	struct arena *a, struct subject *own, size_t *count, const struct subject *kin, size_t kin_count)
{
	struct subject *all;
	size_t i = 0, k = 0, n = 0;

	if (!kin_count)
		return own;
	all = arena_alloc_array(a, *count + kin_count, sizeof *all);
	while (i < *count || k < kin_count) {
		int order = i == *count ? 1 : k == kin_count ? -1 : strcmp(own[i].number, kin[k].number);

		all[n++] = order <= 0 ? own[i] : kin[k];
		i += order <= 0;
		k += order >= 0;
	}
	*count = n;
	return all;
}

void chain_lock_later(struct batch *b, struct arena *a, struct stored_event *const *events, size_t n)
{
	struct param *ids = arena_alloc_array(a, IDS, sizeof *ids);

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
	*count = words_once(boxes, *count);
	return boxes;
}

/* Those of the containers that have no new events of their own. */
static size_t untouched(struct arena *a, struct subject *all, size_t count,
	struct stored_event *const *events, size_t n, const char **names)
{
	size_t touched, kept = 0;
	const char **boxes = touched_boxes(a, events, n, &touched);

	for (size_t i = 0; i < count; i++) {
		if (words_find(boxes, touched, all[i].number))
			continue;
		names[kept] = all[i].number;
		all[kept++] = all[i];
	}
	return kept;
}

static bool fold_others(struct conn *c, struct arena *a, const struct subject *others, const char **names,
	size_t count, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct param *p = arena_alloc_array(a, 3, sizeof *p);
	struct stored_journey *journeys;
	struct rows *locked;

	subjects_columns(a, others, count, p);
	journeys_read_later(b, p, &locked);
	if (!batch_run(b, f))
		return false;
	journeys = journeys_of_rows(a, locked, others, count);
	if (!fold_anew(c, a, names, count, journeys, count, f))
		return false;
	b = batch_new(c, a);
	return journeys_save_later(b, a, c, journeys, count, f) && batch_run(b, f);
}

bool chain_fold_kin(struct conn *c, struct arena *a, struct subject *kin, size_t count,
	struct stored_event *const *events, size_t n, struct fault *f)
{
	const char **names = arena_alloc_array(a, count + 1, sizeof *names);

	count = untouched(a, kin, count, events, n, names);
	return !count || fold_others(c, a, kin, names, count, f);
}

bool chain_fold(
	struct conn *c, struct arena *a, struct stored_event *const *events, size_t n, struct fault *f)
{
	struct batch *b = batch_new(c, a);
	struct subject *others;
	struct param ids[IDS];
	struct rows *boxes;
	size_t count;

	if (!ids_of(a, events, n, true, ids))
		return true;
	/* the others are judged by what stands under the id: this transaction's words as well */
	references_add_later(b, a, events, n);
	batch_add(b, SQL_chains_lock, ids, 1, NULL);
	batch_add(b, SQL_chains_unsay, ids, IDS, NULL);
	batch_add(b, SQL_chains_boxes, ids, IDS, &boxes);
	if (!batch_run(b, f))
		return false;
	others = subjects_of(a, boxes, &count);
	return chain_fold_kin(c, a, others, count, events, n, f);
}

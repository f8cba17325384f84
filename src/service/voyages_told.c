/* What messages said of the calls of dated voyages. */
#include "service/answer_parts.h"
#include "service/voyages.h"
#include "wire/keys.h"

#include <stdlib.h>
#include <string.h>

#define APART (31 * DAY_MINUTES) /* a word that far from the plan is of another year's voyage */

enum told_column { TOLD_TRANSPORT, TOLD_PLACE, TOLD_CODE, TOLD_CLASSIFIER, TOLD_AT };

struct keyed {
	const char *key;
	struct voyage *voyage;
};

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

/* Of those that can be told apart from others. */
static size_t key_voyages(struct arena *a, struct voyage *voyages, size_t n, struct keyed *keyed)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		struct voyage *v = &voyages[i];
		const struct transport_ref t = {.mode = MODE_VESSEL,
			.imo = v->vessel.imo,
			.name = v->vessel.name,
			.voyage = v->number};
		bool too_long;
		const char *key = v->told ? transport_key_of(a, &t, NULL, &too_long) : NULL;

		if (key)
			keyed[count++] = (struct keyed){key, v};
	}
	qsort(keyed, count, sizeof *keyed, by_key);
	return count;
}

static bool is_near(minute told, minute planned)
{
	return planned != MINUTE_NEVER && abs(told - planned) <= APART;
}

static void take_word(const struct ways *w, struct voyage *v, const struct rows *r, int row)
{
	const struct timetable_service *s = &w->timetable.services[v->service];
	const char *place = rows_text(r, row, TOLD_PLACE);
	const enum voyage_end end =
		strcmp(rows_text(r, row, TOLD_CODE), "ARRI") == 0 ? VOYAGE_ARRIVES : VOYAGE_DEPARTS;
	minute at;

	if (!minute_of(rows_instant(r, row, TOLD_AT), &at))
		return;
	for (size_t i = 0; i < s->stop_count; i++) {
		minute *call = v->calls[i].at[end];

		if (is_near(at, call[VOYAGE_PLANNED]) &&
			world_same_place(w->world, place, ways_place_at(w, s->stops[i].place)->code))
			call[rows_int(r, row, TOLD_CLASSIFIER) ? VOYAGE_EXPECTED : VOYAGE_ACTUAL] = at;
	}
}

bool voyages_tell(struct asking *q, const struct ways *w, struct voyage *voyages, size_t n)
{
	struct keyed *keyed = arena_alloc_array(q->arena, n + 1, sizeof *keyed);
	const size_t count = key_voyages(q->arena, voyages, n, keyed);
	const char **keys = arena_alloc_array(q->arena, count + 1, sizeof *keys);
	struct rows *r;
	size_t at = 0;

	for (size_t i = 0; i < count; i++)
		keys[i] = keyed[i].key;
	if (!count)
		return true;
	if (!conn_query(q->conn, SQL_calls_told,
		    (struct param[]){P_TEXT(q->viewer), P_TEXT(array_literal(q->arena, keys, count))}, 2,
		    q->arena, &r, q->fault))
		return false;
	for (int row = 0; row < rows_count(r); row++) {
		const char *key = rows_text(r, row, TOLD_TRANSPORT);

		while (at < count && strcmp(keyed[at].key, key) < 0)
			at++;
		for (size_t i = at; i < count && strcmp(keyed[i].key, key) == 0; i++)
			take_word(w, keyed[i].voyage, r, row);
	}
	return true;
}

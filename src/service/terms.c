#include "service/terms.h"

#include "base/limits.h"
#include "base/words.h"
#include "service/answer_parts.h"

#include <string.h>

bool term_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row)
{
	struct term t;

	if (!term_read(r, name, o, &t))
		return false;
	row->places = array_literal(r->a, &t.place, 1);
	row->told = term_told(r->a, &t);
	return true;
}

static void let_go(void *json)
{
	json_decref(json);
}

void terms_of_later(
	struct batch *b, struct arena *a, const char **places, size_t n, instant as_of, struct rows **r)
{
	*r = NULL;
	if (n)
		standing_later(b, a,
			&(struct standing_query){STANDING_TERM,
				array_literal(a, places, words_once(places, n)), as_of, NULL, LIMIT_STANDING},
			r);
}

/* A place may have gone since: its term is none any more. */
size_t terms_of(struct arena *a, const struct world *w, const struct rows *r, struct term **terms)
{
	struct standing_row *rows;
	size_t count = r ? standing_taken(a, r, &rows) : 0, n = 0;

	*terms = arena_alloc_array(a, count + 1, sizeof **terms);
	for (size_t i = 0; i < count; i++) {
		struct fault none = {.code = FAULT_NONE};
		struct member_reading reading = {a, w, &none, "", NULL};
		json_t *o = arena_later(a, let_go, json_loads(rows[i].told, 0, NULL));

		if (o && term_read(&reading, rows[i].name, o, &(*terms)[n]))
			(*terms)[n++].set = rows[i].set;
	}
	return n;
}

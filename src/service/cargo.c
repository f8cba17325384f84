#include "service/cargo.h"

#include "record/cargo.h"
#include "service/answer_parts.h"

#include <string.h>

#define BOXES_MOST 100

struct finding {
	struct asking *q;
	const struct story *story;
	const struct trip *trip;
};

static void add(struct arena *a, const char ***list, size_t *n, const char *container)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp((*list)[i], container) == 0)
			return;
	if (!*list)
		*list = arena_alloc_array(a, BOXES_MOST, sizeof **list);
	if (*n < BOXES_MOST)
		(*list)[(*n)++] = container;
}

/* The papers that a fact names, as two parallel text[]. */
struct papers {
	const char *kinds[BOXES_MOST], *values[BOXES_MOST];
	size_t count;
};

static void gather(struct papers *p, const struct fact *f)
{
	for (size_t i = 0; i < f->observation_count; i++)
		for (size_t k = 0; k < f->observations[i]->reference_count && p->count < BOXES_MOST; k++)
			if (cargo_paper(f->observations[i]->references[k].kind)) {
				p->kinds[p->count] = f->observations[i]->references[k].kind;
				p->values[p->count++] = f->observations[i]->references[k].value;
			}
}

static bool ask(struct asking *q, const char *code, const char *const *kinds, const char *const *values,
	size_t n, size_t most, struct rows **r)
{
	struct param params[] = {P_TEXT(q->viewer), P_TEXT(code), P_TEXT(array_literal(q->arena, kinds, n)),
		P_TEXT(array_literal(q->arena, values, n)), p_int(q->arena, (int64_t)most)};

	return conn_query(q->conn, SQL_cargo_moved, params, 5, q->arena, r, q->fault);
}

static bool is_other(const struct finding *x, const struct rows *r, int row)
{
	return strcmp(rows_text(r, row, 0), x->story->container) != 0;
}

/* Stripped there, and stuffed there soon after. */
static bool follows(const struct finding *x, const struct fact *f, const struct rows *r, int row, bool after)
{
	instant apart = rows_instant(r, row, 1) - f->from;
	const char *place = rows_text(r, row, 2);

	apart = after ? apart : -apart;
	return apart >= -INSTANT_DAY && apart <= CARGO_DAYS * INSTANT_DAY &&
	       (!place || !f->place || world_same_place(x->story->of->world, place, f->place));
}

/* What was stripped here went where that was stuffed; what is stuffed came from where it was stripped. */
static bool by_papers(
	const struct finding *x, const struct fact *f, bool stripped, const char ***list, size_t *n)
{
	struct papers p = {.count = 0};
	struct rows *r;

	gather(&p, f);
	if (!p.count)
		return true;
	if (!ask(x->q, stripped ? "STUF" : "STRP", p.kinds, p.values, p.count, BOXES_MOST, &r))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		if (is_other(x, r, i) && follows(x, f, r, i, stripped))
			add(x->q->arena, list, n, rows_text(r, i, 0));
	return true;
}

static void by_words(const struct finding *x, const struct fact *f, struct cargo *c)
{
	for (size_t i = 0; i < f->observation_count; i++)
		for (size_t k = 0; k < f->observations[i]->reference_count; k++)
			if (strcmp(f->observations[i]->references[k].kind, REFERENCE_CARGO_FROM) == 0)
				add(x->q->arena, &c->from, &c->from_count,
					f->observations[i]->references[k].value);
}

/* Others say that their cargo is from here; of its trips the one that had begun by then. */
static void named_by_others(const struct finding *x, const struct rows *r, struct cargo *c)
{
	const struct trips *all = &x->story->trips;

	for (int i = 0; r && i < rows_count(r); i++) {
		const struct trip *t = NULL;

		if (!is_other(x, r, i) || strcmp(rows_text(r, i, 3), x->story->container) != 0)
			continue;
		for (size_t k = 0; k < all->count; k++)
			if (all->list[k].opened != INSTANT_NONE &&
				all->list[k].opened <= rows_instant(r, i, 1))
				t = &all->list[k];
		if (t == x->trip)
			add(x->q->arena, &c->to, &c->to_count, rows_text(r, i, 0));
	}
}

bool cargo_read(struct asking *q, const char *const *containers, size_t n, struct cargo_told *told)
{
	const char **kinds = arena_alloc_array(q->arena, n + 1, sizeof *kinds);

	told->r = NULL;
	for (size_t i = 0; i < n; i++)
		kinds[i] = REFERENCE_CARGO_FROM;
	return !n || ask(q, "STUF", kinds, containers, n, n * BOXES_MOST, &told->r);
}

bool cargo_find(struct asking *q, const struct cargo_told *told, const struct story *s, const struct trip *t,
	struct cargo *c)
{
	const struct finding x = {q, s, t};

	*c = (struct cargo){.from_count = 0};
	for (size_t i = t->first; i < t->until; i++) {
		const struct fact *f = s->line.facts.list[i];
		bool stripped = strcmp(f->code, "STRP") == 0;

		if (!f->speaker || (!stripped && strcmp(f->code, "STUF") != 0))
			continue;
		by_words(&x, f, c);
		if (!by_papers(&x, f, stripped, stripped ? &c->to : &c->from,
			    stripped ? &c->to_count : &c->from_count))
			return false;
	}
	named_by_others(&x, told->r, c);
	return true;
}

#include "domain/stock.h"

#include <stdlib.h>

const char *const stock_state_words[] = {
#define STOCK(name, word, text) [STOCK_##name] = word,
#include "domain/stock.def"
#undef STOCK
};

enum stock_state stock_state_of(const struct stock_box *b)
{
	if (b->off_hired != INSTANT_NONE && b->off_hired >= b->ordered)
		return STOCK_OFF_HIRED;
	return b->ordered != INSTANT_NONE ? STOCK_RESERVED : STOCK_AVAILABLE;
}

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_rows(const void *x, const void *y)
{
	const struct stock_row *a = x, *b = y;
	int d = compare_texts(a->place, b->place);

	d = d ? d : compare_texts(a->facility, b->facility);
	d = d ? d : compare_texts(a->operator_code, b->operator_code);
	return d ? d : compare_texts(a->size_type, b->size_type);
}

static struct stock_row row_of(const struct stock_box *b)
{
	struct stock_row r = {.place = b->place,
		.facility = b->facility,
		.operator_code = b->operator_code,
		.size_type = b->size_type,
		.oldest = b->since};

	r.count[stock_state_of(b)] = 1;
	return r;
}

static void add(struct stock_row *to, const struct stock_row *from)
{
	for (enum stock_state s = 0; s < STOCK_STATES; s++)
		to->count[s] += from->count[s];
	if (from->oldest != INSTANT_NONE && (to->oldest == INSTANT_NONE || from->oldest < to->oldest))
		to->oldest = from->oldest;
}

static bool is_asked_of(const struct stock_order *o, const struct stock_row *r)
{
	return fits(o->place, r->place) && fits(o->facility, r->facility) &&
	       fits(o->operator_code, r->operator_code) && fits(o->size_type, r->size_type);
}

/* From the rows that fit, one after the other; what is left is asked of the first of them. */
static void reserve(struct stock_row *rows, size_t n, const struct stock_order *o)
{
	int64_t left = o->units - o->collected;
	struct stock_row *first = NULL;

	for (size_t i = 0; i < n && left > 0; i++) {
		int64_t taken;

		if (!is_asked_of(o, &rows[i]))
			continue;
		first = first ? first : &rows[i];
		taken = left < rows[i].count[STOCK_AVAILABLE] ? left : rows[i].count[STOCK_AVAILABLE];
		rows[i].count[STOCK_AVAILABLE] -= taken;
		rows[i].count[STOCK_RESERVED] += taken;
		left -= taken;
	}
	if (first && left > 0)
		first->asked += left;
}

size_t stock_find(struct arena *a, const struct stock_box *boxes, size_t box_count,
	const struct stock_order *orders, size_t order_count, struct stock_row **rows)
{
	struct stock_row *all = arena_alloc_array(a, box_count + 1, sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < box_count; i++)
		all[i] = row_of(&boxes[i]);
	if (box_count)
		qsort(all, box_count, sizeof *all, compare_rows);
	for (size_t i = 0; i < box_count; i++) {
		if (n && compare_rows(&all[n - 1], &all[i]) == 0)
			add(&all[n - 1], &all[i]);
		else
			all[n++] = all[i];
	}
	for (size_t i = 0; i < order_count; i++)
		reserve(all, n, &orders[i]);
	*rows = all;
	return n;
}

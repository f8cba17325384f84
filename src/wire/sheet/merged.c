#include "wire/sheet/merged.h"

#include "base/limits.h"
#include "base/text.h"

/* A range whose first row was read and whose last was not. */
struct open_range {
	struct merged_range range;
	struct cell cell; /* its first; the text is in text */
	struct text text;
};

struct merged {
	struct merged_range *ranges; /* by their first row, once the first row was filled */
	size_t count, room, next;
	bool sorted;
	/* Of each column at most one is open, the one that stands at its first. */
	struct open_range *open[LIMIT_SHEET_COLUMNS];
	unsigned opened;
};

struct merged *merged_new(void)
{
	struct merged *m = calloc(1, sizeof *m);

	if (!m)
		abort();
	return m;
}

void merged_add(struct merged *m, const struct merged_range *r)
{
	if (m->count >= LIMIT_SHEET_MERGED || r->left > LIMIT_SHEET_COLUMNS || r->bottom < r->top ||
		r->right < r->left || (r->top == r->bottom && r->left == r->right))
		return;
	if (m->count == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->ranges = realloc(m->ranges, m->room * sizeof *m->ranges);
		if (!m->ranges)
			abort();
	}
	m->ranges[m->count] = *r;
	if (r->right > LIMIT_SHEET_COLUMNS)
		m->ranges[m->count].right = LIMIT_SHEET_COLUMNS;
	m->count++;
}

static int by_top(const void *a, const void *b)
{
	const struct merged_range *x = a, *y = b;

	return x->top != y->top     ? (x->top < y->top ? -1 : 1)
	       : x->left != y->left ? (x->left < y->left ? -1 : 1)
				    : 0;
}

static void range_close(struct merged *m, uint32_t column)
{
	struct open_range *o = m->open[column - 1];

	m->open[column - 1] = NULL;
	m->opened--;
	text_free(&o->text);
	free(o);
}

void merged_free(struct merged *m)
{
	if (!m)
		return;
	for (uint32_t c = 1; m->opened && c <= LIMIT_SHEET_COLUMNS; c++)
		if (m->open[c - 1])
			range_close(m, c);
	free(m->ranges);
	free(m);
}

static void range_open(struct merged *m, const struct merged_range *r, const struct cell *first)
{
	struct open_range *o;

	if (first->kind == CELL_EMPTY || first->merged || m->open[r->left - 1])
		return;
	o = calloc(1, sizeof *o);
	if (!o)
		abort();
	o->range = *r;
	o->cell = *first;
	o->cell.merged = true;
	text_say(&o->text, first->text);
	o->cell.text = text_string(&o->text);
	m->open[r->left - 1] = o;
	m->opened++;
}

void merged_fill(struct merged *m, uint32_t row, struct cell *cells, size_t *count)
{
	if (!m->sorted && m->count)
		qsort(m->ranges, m->count, sizeof *m->ranges, by_top);
	m->sorted = true;
	for (uint32_t c = 1; m->opened && c <= LIMIT_SHEET_COLUMNS; c++)
		if (m->open[c - 1] && m->open[c - 1]->range.bottom < row)
			range_close(m, c);
	while (m->next < m->count && m->ranges[m->next].top < row)
		m->next++;
	for (; m->next < m->count && m->ranges[m->next].top == row; m->next++)
		range_open(m, &m->ranges[m->next], &cells[m->ranges[m->next].left - 1]);
	for (uint32_t c = 1, right = 0; m->opened && c <= LIMIT_SHEET_COLUMNS; c++) {
		const struct open_range *o = m->open[c - 1];

		if (!o || c <= right) /* one that lies over another is not a table's */
			continue;
		right = o->range.right;
		for (uint32_t k = c; k <= right; k++)
			if (cells[k - 1].kind == CELL_EMPTY)
				cells[k - 1] = o->cell;
		*count = right > *count ? right : *count;
	}
}

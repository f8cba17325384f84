#include "base/limits.h"
#include "wire/sheet/xlsx.h"

/* A range whose first row was read and whose last was not. */
struct open_range {
	struct xlsx_range range;
	struct cell cell; /* its first; the text is in text */
	struct text text;
};

struct xlsx_merged {
	struct xlsx_range *ranges; /* by their first row */
	size_t count, room, next;
	/* Ranges do not overlap: of each column at most one is open, the one that stands at its first. */
	struct open_range *open[LIMIT_SHEET_COLUMNS];
	unsigned opened;
	char tail[512]; /* of the piece before */
	size_t tail_length;
};

/* One corner of "A1:C3"; bytes read, 0: it is none. */
static size_t corner(const char *s, size_t n, uint32_t *row, uint32_t *column)
{
	size_t i = 0, letters;
	uint64_t r = 0, c = 0;

	for (i += i < n && s[i] == '$'; i < n && (s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z' && c < 100000;
		i++)
		c = c * 26 + (uint64_t)((s[i] | 0x20) - 'a' + 1);
	letters = i;
	for (i += i < n && s[i] == '$'; i < n && s[i] >= '0' && s[i] <= '9' && r < 100000000; i++)
		r = r * 10 + (uint64_t)(s[i] - '0');
	*row = (uint32_t)r;
	*column = (uint32_t)c;
	return letters && r && c ? i : 0;
}

bool xlsx_range_read(const char *s, size_t n, struct xlsx_range *r)
{
	size_t k = corner(s, n, &r->top, &r->left);

	if (!k)
		return false;
	if (k == n) {
		r->bottom = r->top;
		r->right = r->left;
		return true;
	}
	return s[k] == ':' && corner(s + k + 1, n - k - 1, &r->bottom, &r->right) == n - k - 1 &&
	       r->bottom >= r->top && r->right >= r->left;
}

static void add(struct xlsx_merged *m, const char *s, size_t n)
{
	struct xlsx_range r;

	if (m->count >= LIMIT_SHEET_MERGED || !xlsx_range_read(s, n, &r) || r.left > LIMIT_SHEET_COLUMNS ||
		(r.top == r.bottom && r.left == r.right))
		return;
	if (r.right > LIMIT_SHEET_COLUMNS)
		r.right = LIMIT_SHEET_COLUMNS;
	if (m->count == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->ranges = realloc(m->ranges, m->room * sizeof *m->ranges);
		if (!m->ranges)
			abort();
	}
	m->ranges[m->count++] = r;
}

static void element(struct xlsx_merged *m, const char *s, size_t n)
{
	const char *ref = memmem(s, n, "ref=", 4), *end;

	if (!ref || (size_t)(ref - s) + 5 >= n)
		return;
	ref += 5;
	end = memchr(ref, ref[-1], n - (size_t)(ref - s));
	if (end)
		add(m, ref, (size_t)(end - ref));
}

#define NAME "mergeCell "

/* Looks for the elements in s; what is not whole at its end is kept for the next piece. */
static void look(struct xlsx_merged *m, const char *s, size_t n)
{
	const char *end = s + n, *at = s, *close, *keep = n < sizeof NAME ? s : end - sizeof NAME;

	while ((at = memmem(at, (size_t)(end - at), NAME, sizeof NAME - 1))) {
		close = memchr(at, '>', (size_t)(end - at));
		if (!close) {
			keep = at;
			break;
		}
		element(m, at, (size_t)(close - at));
		at = close;
		keep = keep < at ? at : keep;
	}
	if ((size_t)(end - keep) > sizeof m->tail)
		keep = end;
	m->tail_length = (size_t)(end - keep);
	memcpy(m->tail, keep, m->tail_length);
}

static bool on_piece(void *self, const char *bytes, size_t n)
{
	struct xlsx_merged *m = self;
	char joint[2 * sizeof m->tail];
	size_t take = n < sizeof m->tail ? n : sizeof m->tail, before = m->tail_length;

	if (before) { /* across the seam; then the piece from where that ended */
		memcpy(joint, m->tail, before);
		memcpy(joint + before, bytes, take);
		look(m, joint, before + take);
		if (take == n)
			return true;
		if (m->tail_length > take)
			m->tail_length = 0; /* an element longer than any */
		bytes += take - m->tail_length;
		n -= take - m->tail_length;
	}
	look(m, bytes, n);
	return true;
}

static int by_top(const void *a, const void *b)
{
	const struct xlsx_range *x = a, *y = b;

	return x->top != y->top     ? (x->top < y->top ? -1 : 1)
	       : x->left != y->left ? (x->left < y->left ? -1 : 1)
				    : 0;
}

struct xlsx_merged *xlsx_merged_read(struct xlsx *x, zip_int64_t index)
{
	struct xlsx_merged *m = calloc(1, sizeof *m);

	if (!m)
		abort();
	if (!xlsx_part_bytes(x, index, on_piece, m)) {
		xlsx_merged_free(m);
		return NULL;
	}
	if (m->count)
		qsort(m->ranges, m->count, sizeof *m->ranges, by_top);
	return m;
}

static void range_close(struct xlsx_merged *m, uint32_t column)
{
	struct open_range *o = m->open[column - 1];

	m->open[column - 1] = NULL;
	m->opened--;
	text_free(&o->text);
	free(o);
}

void xlsx_merged_free(struct xlsx_merged *m)
{
	if (!m)
		return;
	for (uint32_t c = 1; m->opened && c <= LIMIT_SHEET_COLUMNS; c++)
		if (m->open[c - 1])
			range_close(m, c);
	free(m->ranges);
	free(m);
}

static void range_open(struct xlsx_merged *m, const struct xlsx_range *r, const struct cell *first)
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

void xlsx_merged_fill(struct xlsx_merged *m, uint32_t row, struct cell *cells, size_t *count)
{
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

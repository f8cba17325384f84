#include "store/standing_store.h"

#include "store/column.h"

#define PAGE 1000

const char *const standing_words[STANDINGS] = {"term", "route", "transfer", "restriction", "rate"};

/* Terms have a table of their own; in that of the others each statement's last parameter says which. */
enum ask { ASK_PAGE, ASK_SHOW, ASK_ADD, ASK_DROP };
static const enum sql asks[][2] = {
	[ASK_PAGE] = {SQL_terms_page, SQL_standing_page},
	[ASK_SHOW] = {SQL_term_show, SQL_standing_show},
	[ASK_ADD] = {SQL_terms_add, SQL_standing_add},
	[ASK_DROP] = {SQL_term_drop, SQL_standing_drop},
};

static enum sql statement_of(enum ask ask, enum standing of)
{
	return asks[ask][of != STANDING_TERM];
}

static int params_of(int n, enum standing of)
{
	return of == STANDING_TERM ? n - 1 : n;
}

void standing_later(struct batch *b, struct arena *a, const struct standing_query *q, struct rows **r)
{
	struct param *p = arena_alloc_array(a, 5, sizeof *p);

	p[0] = P_TEXT(q->places);
	p[1] = p_instant(a, q->as_of);
	p[2] = P_TEXT(q->after);
	p[3] = p_int(a, q->most);
	p[4] = P_TEXT(standing_words[q->of]);
	batch_add(b, statement_of(ASK_PAGE, q->of), p, params_of(5, q->of), r);
}

static struct standing_row row_of(const struct rows *r, int i)
{
	return (struct standing_row){.name = rows_text(r, i, 0),
		.told = rows_text(r, i, 1),
		.set = rows_instant(r, i, 2),
		.by = rows_text(r, i, 3),
		.dropped = rows_bool(r, i, 4)};
}

size_t standing_taken(struct arena *a, const struct rows *r, struct standing_row **rows)
{
	size_t n = (size_t)rows_count(r);

	*rows = arena_alloc_array(a, n + 1, sizeof **rows);
	for (int i = 0; i < (int)n; i++)
		(*rows)[i] = row_of(r, i);
	return n;
}

bool standing_all(struct conn *c, struct arena *a, enum standing of, struct standing_row **rows, size_t *n,
	struct fault *f)
{
	struct standing_query q = {.of = of, .as_of = INSTANT_NONE, .most = PAGE};
	size_t room = 0, count;

	*rows = NULL;
	*n = 0;
	do {
		struct batch *b = batch_new(c, a);
		struct standing_row *page;
		struct rows *r;

		standing_later(b, a, &q, &r);
		if (!batch_run(b, f))
			return false;
		count = standing_taken(a, r, &page);
		for (size_t i = 0; i < count; i++) {
			*rows = arena_grow(a, *rows, *n, &room, sizeof **rows);
			(*rows)[(*n)++] = page[i];
		}
		q.after = count ? page[count - 1].name : NULL;
	} while (count == PAGE);
	return true;
}

bool standing_said(struct conn *c, struct arena *a, enum standing of, const char *name, int most,
	struct standing_row **rows, size_t *n, struct fault *f)
{
	struct param p[] = {P_TEXT(name), p_int(a, most), P_TEXT(standing_words[of])};
	struct rows *r;

	if (!conn_query(c, statement_of(ASK_SHOW, of), p, params_of(3, of), a, &r, f))
		return false;
	*n = standing_taken(a, r, rows);
	return true;
}

bool standing_save(struct conn *c, struct arena *a, enum standing of, const struct standing_row *rows,
	size_t n, const char *by, struct fault *f)
{
	struct column name, places, told;

	column_open(&name, a, OID_TEXT);
	column_open(&places, a, OID_TEXT);
	column_open(&told, a, OID_TEXT);
	for (size_t i = 0; i < n; i++) {
		wire_array_text(&name.array, rows[i].name);
		wire_array_text(&places.array, rows[i].places);
		wire_array_text(&told.array, rows[i].told);
	}
	struct param p[] = {column_close(&name), column_close(&places), column_close(&told), P_TEXT(by),
		P_TEXT(standing_words[of])};
	return conn_query(c, statement_of(ASK_ADD, of), p, params_of(5, of), a, NULL, f);
}

bool standing_remove(
	struct conn *c, struct arena *a, enum standing of, const char *name, const char *by, struct fault *f)
{
	struct param p[] = {P_TEXT(name), P_TEXT(by), P_TEXT(standing_words[of])};
	struct rows *r;

	if (!conn_query(c, statement_of(ASK_DROP, of), p, params_of(3, of), a, &r, f))
		return false;
	return rows_count(r) || fault_say(f, FAULT_UNKNOWN, "no %s %.64s", standing_words[of], name);
}

bool standing_number(struct conn *c, struct arena *a, int64_t *number, struct fault *f)
{
	struct rows *r;

	if (!conn_query(c, SQL_standing_number, NULL, 0, a, &r, f))
		return false;
	*number = rows_int(r, 0, 0);
	return true;
}

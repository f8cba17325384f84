/* Places, as the database has them. */
#include "service/answer_parts.h"
#include "store/column.h"

static void coordinate(struct json *j, const char *key, const struct rows *r, int row, int column)
{
	if (rows_text(r, row, column))
		part_coordinate(j, key, (int32_t)rows_int(r, row, column));
}

static void add_place(struct json *j, const struct rows *r, int row)
{
	const char *names[LANGUAGES] = {rows_text(r, row, 1), rows_text(r, row, 2), rows_text(r, row, 3)};

	jw_member(j, "code", rows_text(r, row, 0));
	part_names(j, names);
	jw_member(j, "country", rows_text(r, row, 4));
	coordinate(j, "lat", r, row, 5);
	coordinate(j, "lon", r, row, 6);
	jw_member(j, "zone", rows_text(r, row, 7));
	jw_member(j, "kinds", rows_text(r, row, 8));
	jw_member(j, "gauges", rows_text(r, row, 9));
	jw_member(j, "complex", rows_text(r, row, 10));
	jw_member(j, "source", rows_text(r, row, 11));
}

bool answer_places(struct asking *q, const char *prefix, const char *country, const char *const *codes,
	size_t code_count)
{
	struct param p[5] = {P_TEXT(prefix), P_TEXT(country), P_NULL, p_int(q->arena, q->limit + 1), P_NULL};
	struct json j = {q->out, false};
	const char *after;
	struct rows *r;
	int n;

	if (codes)
		p[4] = p_texts(q->arena, codes, code_count);
	if (q->cursor) {
		after = cursor_read(q->arena, q->cursor, q->fault);
		if (!after)
			return false;
		p[2] = P_TEXT(after);
	}
	if (!conn_query(q->conn, SQL_places_page, p, 5, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	jw_open(&j, '{');
	jw_key(&j, "places");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		add_place(&j, r, i);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = cursor_write(q->arena, rows_text(r, n - 1, 0));
	jw_member(&j, "next", q->next);
	jw_close(&j, '}');
	return true;
}

bool answer_place(struct asking *q, const char *code)
{
	struct param p[] = {P_TEXT(code)};
	struct json j = {q->out, false};
	struct rows *r;

	if (!conn_query(q->conn, SQL_place_show, p, 1, q->arena, &r, q->fault))
		return false;
	if (!rows_count(r))
		return fault_say(q->fault, FAULT_UNKNOWN, "no place %.20s is known here", code);
	jw_open(&j, '{');
	add_place(&j, r, 0);
	jw_key(&j, "facilities");
	jw_raw(&j, rows_text(r, 0, 12) ? rows_text(r, 0, 12) : "[]");
	jw_key(&j, "codes");
	jw_raw(&j, rows_text(r, 0, 13) ? rows_text(r, 0, 13) : "[]");
	jw_close(&j, '}');
	return true;
}

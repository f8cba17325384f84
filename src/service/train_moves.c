#include "service/train_moves.h"

#include "domain/journey.h"

enum column {
	M_TRAIN,
	M_CODE,
	M_CLASSIFIER,
	M_PLACE,
	M_PLACE_TEXT,
	M_HAPPENED,
	M_OFFSET,
	M_PRECISION,
	M_ZONE_SOURCE,
	M_WRITTEN,
	M_WAGONS,
	M_BOXES,
	M_SAID,
	M_SENDER
};

enum load_column { L_TRAIN, L_WAGONS, L_BOXES };

bool train_moves_read(struct asking *q, const char *const *keys, const int *which, size_t n, int most,
	struct train_moves *m)
{
	const char **trains = arena_alloc_array(q->arena, n + 1, sizeof *trains);
	struct param p[4] = {
		P_TEXT(q->viewer), P_TEXT(array_literal(q->arena, keys, n)), P_NULL, p_int(q->arena, most)};

	for (size_t i = 0; i < n; i++)
		trains[i] = arena_printf(q->arena, "%d", which[i]);
	p[2] = P_TEXT(array_literal(q->arena, trains, n));
	return conn_query(q->conn, SQL_train_moves, p, 4, q->arena, &m->moves, q->fault) &&
	       conn_query(q->conn, SQL_train_loads, p, 3, q->arena, &m->loads, q->fault);
}

static bool is_fact(const struct rows *r, int row)
{
	return rows_int(r, row, M_CLASSIFIER) == CLASSIFIER_ACT;
}

static void write_move(struct json *j, const struct world *w, const struct rows *r, int row)
{
	struct moment happened = {rows_instant(r, row, M_HAPPENED), (int)rows_int(r, row, M_OFFSET),
		(enum precision)rows_int(r, row, M_PRECISION),
		(enum zone_source)rows_int(r, row, M_ZONE_SOURCE), rows_text(r, row, M_WRITTEN)};

	jw_open(j, '{');
	jw_member(j, "eventCode", rows_text(r, row, M_CODE));
	jw_member(j, "classifier", classifier_names[rows_int(r, row, M_CLASSIFIER) % CLASSIFIERS]);
	part_moment(j, "happened", &happened);
	part_instant(j, "said", rows_instant(r, row, M_SAID));
	part_place(j, w, rows_text(r, row, M_PLACE), rows_text(r, row, M_PLACE_TEXT));
	jw_member_integer(j, "wagons", rows_int(r, row, M_WAGONS));
	jw_member_integer(j, "containers", rows_int(r, row, M_BOXES));
	jw_member(j, "sender", rows_text(r, row, M_SENDER));
	jw_close(j, '}');
}

/* The first row of that train which is a fact, or is none; -1. */
static int first_row(const struct rows *r, int train, bool fact)
{
	for (int i = 0; i < rows_count(r); i++)
		if (rows_int(r, i, M_TRAIN) == train && is_fact(r, i) == fact &&
			journey_moves(rows_text(r, i, M_CODE)))
			return i;
	return -1;
}

static bool write_first(
	struct json *j, const char *key, const struct world *w, const struct rows *r, int train, bool fact)
{
	int row = first_row(r, train, fact);

	if (row < 0)
		return false;
	jw_key(j, key);
	write_move(j, w, r, row);
	return true;
}

bool train_position_write(struct json *j, const struct world *w, const struct train_moves *m, int train)
{
	return write_first(j, "position", w, m->moves, train, true);
}

void train_next_write(struct json *j, const struct world *w, const struct train_moves *m, int train)
{
	write_first(j, "next", w, m->moves, train, false);
}

void train_counts_write(struct json *j, const struct train_moves *m, int train)
{
	int row = 0;

	while (row < rows_count(m->loads) && rows_int(m->loads, row, L_TRAIN) != train)
		row++;
	jw_member_integer(
		j, "wagonCount", row < rows_count(m->loads) ? rows_int(m->loads, row, L_WAGONS) : 0);
	jw_member_integer(
		j, "containerCount", row < rows_count(m->loads) ? rows_int(m->loads, row, L_BOXES) : 0);
}

void train_moves_write(struct json *j, const struct world *w, const struct train_moves *m, int train)
{
	jw_key(j, "moves");
	jw_open(j, '[');
	for (int i = rows_count(m->moves); i--;)
		if (rows_int(m->moves, i, M_TRAIN) == train && !is_fact(m->moves, i))
			write_move(j, w, m->moves, i);
	for (int i = 0; i < rows_count(m->moves); i++)
		if (rows_int(m->moves, i, M_TRAIN) == train && is_fact(m->moves, i))
			write_move(j, w, m->moves, i);
	jw_close(j, ']');
}

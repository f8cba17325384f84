/* Trains: the list, and one with its wagons and what is on them. */
#include "service/answer_rail.h"
#include "service/answer_rail_parts.h"
#include "service/as_of.h"
#include "service/train_moves.h"

#include <stdlib.h>

#define WAGONS_MOST 400 /* of one train */
#define MOVES_MOST  200
#define MOVES_FIRST 5 /* of each in the list: the last may be no move */

static void write_names_row(struct json *j, const char *names)
{
	jw_key(j, "names");
	jw_raw(j, names ? names : "[]");
}

/* Each of the first n rows is a train of its own. */
static bool read_moves(struct asking *q, const struct rows *r, int n, struct train_moves *m, bool *cut)
{
	const char **keys = arena_alloc_array(q->arena, (size_t)n + 1, sizeof *keys);
	int *which = arena_alloc_array(q->arena, (size_t)n + 1, sizeof *which);

	for (int i = 0; i < n; i++) {
		keys[i] = rows_text(r, i, 0);
		which[i] = i;
	}
	return as_of_riders(q, NULL, 0, keys, (size_t)n, cut) &&
	       train_moves_read(q, keys, which, (size_t)n, MOVES_FIRST, m);
}

static bool list(struct asking *q, const struct world *w, struct param p[8])
{
	struct json j = {q->out, false};
	struct train_moves m;
	bool cut = false;
	struct rows *r;
	int n;

	if (!as_of_party(q, &cut) || !conn_query(q->conn, SQL_trains_page, p, 8, q->arena, &r, q->fault))
		return false;
	n = rows_count(r) < q->limit ? rows_count(r) : q->limit;
	if (!read_moves(q, r, n, &m, &cut))
		return false;
	jw_open(&j, '{');
	jw_key(&j, "trains");
	jw_open(&j, '[');
	for (int i = 0; i < n; i++) {
		jw_open(&j, '{');
		jw_member(&j, "train", rows_text(r, i, 0));
		jw_member(&j, "day", rows_text(r, i, 1));
		write_names_row(&j, rows_text(r, i, 2));
		train_position_write(&j, w, &m, i);
		train_next_write(&j, w, &m, i);
		train_counts_write(&j, &m, i);
		jw_close(&j, '}');
	}
	jw_close(&j, ']');
	if (rows_count(r) > n)
		q->next = page_next(
			q, arena_printf(q->arena, "%s.%s", rows_text(r, n - 1, 1), rows_text(r, n - 1, 3)));
	jw_member(&j, "next", q->next);
	if (cut)
		jw_member_bool(&j, "cut", true);
	jw_close(&j, '}');
	return true;
}

static bool cursor_params(struct asking *q, struct param p[2])
{
	return cursor_take(q, p, "tt") && rail_day(q, p[0].bytes, &p[0]);
}

bool answer_trains(struct asking *q, const char *place, const char *name, const char *day)
{
	struct world *w = service_world(q->service);
	struct param p[8] = {P_TEXT(q->viewer), P_TEXT(place ? part_complex(q, w, place) : NULL),
		P_TEXT(name ? part_loosely(q->arena, name) : NULL), P_NULL, P_NULL, P_NULL,
		p_int(q->arena, q->limit + 1),
		P_TEXT(array_literal(q->arena, train_kind_words, TRAIN_KINDS))};
	bool fine = rail_day(q, day, &p[3]) && cursor_params(q, &p[4]) && list(q, w, p);

	world_release(w);
	return fine;
}

struct train {
	const char **keys;
	size_t key_count;
	struct train_name *names;
	size_t name_count;
	struct rail_vehicle vehicle;
	struct rows *consists;
	struct rail_rides rides; /* on its wagons, and in it */
	struct train_moves moves;
	bool cut; /* not all that may be in it was looked at */
};

enum column { K_WAGON, K_TRAIN, K_PLACE, K_SINCE, K_UNTIL, K_CLASSIFIER, K_TYPE };

static bool read_consists(struct asking *q, struct train *t)
{
	struct param p[] = {P_TEXT(q->viewer), P_TEXT(array_literal(q->arena, t->keys, t->key_count)),
		p_int(q->arena, WAGONS_MOST)};
	const char **wagons;
	size_t n;

	if (!conn_query(q->conn, SQL_consists_of, p, 3, q->arena, &t->consists, q->fault))
		return false;
	n = (size_t)rows_count(t->consists);
	wagons = arena_alloc_array(q->arena, n + 1, sizeof *wagons);
	for (size_t i = 0; i < n; i++)
		wagons[i] = rows_text(t->consists, (int)i, K_WAGON);
	return rail_rides_read(q, wagons, n, t->keys, t->key_count, &t->rides);
}

/* While the wagon was in the train. */
static bool is_on(const struct rail_ride *r, const struct rows *c, int row)
{
	instant since = rows_instant(c, row, K_SINCE), until = rows_instant(c, row, K_UNTIL);

	return r->wagon && strcmp(r->wagon, rows_text(c, row, K_WAGON)) == 0 &&
	       (int64_t)r->classifier <= rows_int(c, row, K_CLASSIFIER) &&
	       (until == INSTANT_NONE || r->since <= until) &&
	       (r->until == INSTANT_NONE || r->until > since) && since - r->since <= RIDE_LONGEST;
}

static void write_box(struct json *j, const struct rail_ride *r)
{
	jw_open(j, '{');
	jw_member(j, "number", r->container);
	jw_member(j, "position", r->place);
	part_instant(j, "since", r->since);
	part_instant(j, "until", r->until);
	jw_close(j, '}');
}

/* Each ride is written once: on the first of the wagon's stretches that has it. */
static size_t write_boxes(struct json *j, const struct train *t, int row, bool *written)
{
	size_t n = 0;

	jw_key(j, "containers");
	jw_open(j, '[');
	for (size_t i = 0; i < t->rides.count; i++) {
		if (written[i] || !is_on(&t->rides.list[i], t->consists, row))
			continue;
		written[i] = true;
		write_box(j, &t->rides.list[i]);
		n++;
	}
	jw_close(j, ']');
	return n;
}

static size_t write_wagons(struct json *j, const struct train *t, bool *written)
{
	size_t n = 0;

	jw_key(j, "wagons");
	jw_open(j, '[');
	for (int i = 0; i < rows_count(t->consists); i++) {
		jw_open(j, '{');
		jw_member(j, "number", rows_text(t->consists, i, K_WAGON));
		if (rows_text(t->consists, i, K_PLACE))
			jw_member_integer(j, "place", rows_int(t->consists, i, K_PLACE));
		jw_member(j, "type", rows_text(t->consists, i, K_TYPE));
		part_instant(j, "since", rows_instant(t->consists, i, K_SINCE));
		part_instant(j, "until", rows_instant(t->consists, i, K_UNTIL));
		jw_member(j, "classifier",
			classifier_names[rows_int(t->consists, i, K_CLASSIFIER) % CLASSIFIERS]);
		n += write_boxes(j, t, i, written);
		jw_close(j, '}');
	}
	jw_close(j, ']');
	return n;
}

static bool is_in(const struct train *t, const char *key)
{
	for (size_t i = 0; key && i < t->key_count; i++)
		if (strcmp(t->keys[i], key) == 0)
			return true;
	return false;
}

/* Those that tell of the train themselves, on wagons that nobody put into it. */
static size_t write_others(struct json *j, const struct train *t, bool *written)
{
	size_t n = 0;

	jw_key(j, "containers");
	jw_open(j, '[');
	for (size_t i = 0; i < t->rides.count; i++) {
		const struct rail_ride *r = &t->rides.list[i];

		if (written[i] || !is_in(t, r->train))
			continue;
		jw_open(j, '{');
		jw_member(j, "number", r->container);
		jw_member(j, "wagon", r->wagon);
		jw_member(j, "position", r->place);
		part_instant(j, "since", r->since);
		part_instant(j, "until", r->until);
		jw_close(j, '}');
		n++;
	}
	jw_close(j, ']');
	return n;
}

/* All its keys are one train. */
static bool read_whole(struct asking *q, struct train *t)
{
	int *which = arena_alloc_array(q->arena, t->key_count + 1, sizeof *which);

	memset(which, 0, t->key_count * sizeof *which);
	return as_of_riders(q, NULL, 0, t->keys, t->key_count, &t->cut) &&
	       rail_vehicle_read(q, t->keys, t->key_count, &t->vehicle) && read_consists(q, t) &&
	       train_moves_read(q, t->keys, which, t->key_count, MOVES_MOST, &t->moves);
}

static void write_train(struct asking *q, const struct world *w, const struct train *t)
{
	bool *written = arena_alloc_array(q->arena, t->rides.count + 1, sizeof *written);
	struct json j = {q->out, false};
	size_t n;

	jw_open(&j, '{');
	jw_member(&j, "train", t->keys[0]);
	rail_names_write(&j, t->names, t->name_count);
	train_position_write(&j, w, &t->moves, 0);
	train_next_write(&j, w, &t->moves, 0);
	n = write_wagons(&j, t, written);
	n += write_others(&j, t, written);
	jw_member_integer(&j, "containerCount", (int64_t)n);
	train_moves_write(&j, w, &t->moves, 0);
	rail_vehicle_events(&j, w, &t->vehicle);
	if (t->cut)
		jw_member_bool(&j, "cut", true);
	jw_close(&j, '}');
}

bool answer_train(struct asking *q, const char *name, const char *day)
{
	struct train t = {0};
	struct world *w;

	if (!rail_train_find(q, name, day, &t.keys, &t.key_count, &t.names, &t.name_count))
		return false;
	if (t.key_count && !read_whole(q, &t))
		return false;
	if (!t.key_count || (q->viewer && !t.vehicle.count && !rows_count(t.consists) && !t.rides.count))
		return fault_say(q->fault, FAULT_UNKNOWN, "no train %.60s is known here%s%.10s", name,
			day ? " of " : "", day ? day : "");
	w = service_world(q->service);
	write_train(q, w, &t);
	world_release(w);
	return true;
}

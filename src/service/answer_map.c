/* The map: where all boxes stand, and what moves from where to where. */
#include "base/limits.h"
#include "service/map.h"

#include <stdlib.h>

#define SILENT_AFTER (72 * 3600 * INSTANT_SECOND)

static void add_standing(struct map *m, const char *place, enum journey_status status, int64_t count,
	int64_t silent, instant oldest)
{
	struct standing *s;

	m->boxes += count;
	if (!place)
		m->unplaced += count;
	if (!place || status_moves(status))
		return;
	m->standing = arena_grow(
		m->q->arena, m->standing, m->standing_count, &m->standing_room, sizeof *m->standing);
	s = &m->standing[m->standing_count++];
	/* A trip that is over, or has not begun, has nothing to tell. */
	*s = (struct standing){.place = place,
		.count = count,
		.silent = status == JOURNEY_IN_TERMINAL ? silent : 0,
		.oldest = oldest};
	s->in_status[status] = count;
}

static struct moving *add_moving(struct map *m)
{
	m->moving = arena_grow(m->q->arena, m->moving, m->moving_count, &m->moving_room, sizeof *m->moving);
	m->moving[m->moving_count] = (struct moving){.expected = INSTANT_NONE};
	return &m->moving[m->moving_count++];
}

static void read_moving(struct map *m, const struct rows *r, int row)
{
	struct moving *g = add_moving(m);
	size_t n;
	const char **named = rows_words(r, row, 10, m->q->arena, &n);

	g->place = rows_text(r, row, 0);
	g->mode = (enum mode)rows_int(r, row, 1);
	g->transport = rows_text(r, row, 2);
	g->vehicle = rows_text(r, row, 3);
	g->voyage = rows_text(r, row, 4);
	g->plate = rows_text(r, row, 5);
	g->bound = rows_text(r, row, 6);
	g->count = rows_int(r, row, 7);
	g->since = rows_instant(r, row, 8);
	g->heard = rows_instant(r, row, 9);
	g->arrived = rows_bool(r, row, 11);
	for (size_t i = 0; i < n && i < NAMED; i++)
		g->containers[i] = named[i];
}

/* As the journeys have it, for who may see all. */
static bool gather_all(struct map *m)
{
	struct arena *a = m->q->arena;
	const char *places = array_literal(a, m->places, m->places_count);
	struct param p[] = {P_NULL, P_TEXT(m->status), P_TEXT(places), p_instant(a, m->now - SILENT_AFTER)},
		     moving[] = {P_NULL, P_TEXT(m->status), P_TEXT(places), P_TEXT(status_moving_words(a)),
			     p_int(a, LIMIT_MAP_MOVING + 1)};
	const char *last;
	struct rows *r;

	if (!(places ? as_of_boxes_at(m->q, places, NULL, &last, &m->cut)
		     : as_of_boxes(m->q, NULL, NULL, LIMIT_AS_OF, &last)) ||
		!conn_query(m->q->conn, SQL_map_places, p, 4, a, &r, m->q->fault))
		return false;
	m->cut |= last != NULL;
	for (int i = 0; i < rows_count(r); i++) {
		enum journey_status status = journey_status_of_word(rows_text(r, i, 1));

		if (status < JOURNEY_STATUSES)
			add_standing(m, rows_text(r, i, 0), status, rows_int(r, i, 2), rows_int(r, i, 3),
				rows_instant(r, i, 4));
	}
	if (!conn_query(m->q->conn, SQL_map_moving, moving, 5, a, &r, m->q->fault))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		read_moving(m, r, i);
	return true;
}

static bool is_asked_for(const struct map *m, const struct journey *j)
{
	if (m->status && strcmp(journey_status_words[j->status], m->status) != 0)
		return false;
	for (size_t i = 0; j->place && i < m->places_count; i++)
		if (strcmp(m->places[i], j->place) == 0)
			return true;
	return !m->places_count;
}

/* A box is gone when the next one is read. */
static const char *keep(struct map *m, const char *text)
{
	return arena_strdup(m->q->arena, text);
}

static void add_box(struct map *m, const struct box *b)
{
	const struct journey *j = &b->state;
	instant heard = journey_heard(j);
	struct moving *g;

	add_standing(m, keep(m, j->place), j->status, 1,
		heard != INSTANT_NONE && heard < m->now - SILENT_AFTER, j->since.at);
	if (!j->place || !status_moves(j->status))
		return;
	g = add_moving(m);
	g->place = keep(m, j->place);
	g->mode = j->mode;
	g->transport = keep(m, j->transport);
	g->vehicle = keep(m, j->vehicle);
	g->voyage = keep(m, j->voyage);
	g->plate = j->mode == MODE_TRUCK ? keep(m, j->wagon) : NULL;
	if (!g->transport && !g->vehicle && !g->plate && b->outlook.last)
		g->bound = keep(m, b->outlook.last->destination ? b->outlook.last->destination
								: b->outlook.last->discharge_place);
	g->count = 1;
	g->since = j->since.at;
	g->heard = heard;
	g->arrived = j->code && strcmp(j->code, "ARRI") == 0;
	g->containers[0] = b->number;
}

static void take_box(void *self, size_t at, const struct box *b)
{
	(void)at;
	if (is_asked_for(self, &b->state))
		add_box(self, b);
}

/* Where to: one box speaks for its group, and where it knows nothing what was said of the ship or train. */

static void take_leader(void *self, size_t at, const struct box *b)
{
	struct map *m = self;
	struct heading h = heading_of(m->w, b);

	m->moving[at].to = keep(m, h.place);
	m->moving[at].expected = h.when.at;
}

static bool ask_leaders(struct map *m)
{
	const char **leaders = arena_alloc_array(m->q->arena, m->moving_count + 1, sizeof *leaders);

	for (size_t i = 0; i < m->moving_count; i++)
		leaders[i] = m->moving[i].containers[0];
	return boxes_of(m->q, leaders, m->moving_count, m->now, take_leader, m);
}

static void take_call(struct map *m, const char *transport, const char *place, instant when)
{
	for (size_t i = 0; i < m->moving_count; i++) {
		struct moving *g = &m->moving[i];

		if (!g->transport || strcmp(g->transport, transport) != 0 || when <= g->since ||
			world_same_place(m->w, g->place, place))
			continue;
		if (g->to ? g->expected == INSTANT_NONE && world_same_place(m->w, g->to, place)
			  : g->expected == INSTANT_NONE || when < g->expected) {
			g->to = place;
			g->expected = when;
		}
	}
}

static bool ask_calls(struct map *m)
{
	const char **keys = arena_alloc_array(m->q->arena, m->moving_count + 1, sizeof *keys);
	struct rows *r;
	size_t n = 0;

	for (size_t i = 0; i < m->moving_count; i++)
		if (m->moving[i].transport && m->moving[i].expected == INSTANT_NONE)
			keys[n++] = m->moving[i].transport;
	if (!n)
		return true;
	if (!conn_query(m->q->conn, SQL_map_calls,
		    (struct param[]){P_TEXT(m->q->viewer), P_TEXT(array_literal(m->q->arena, keys, n))}, 2,
		    m->q->arena, &r, m->q->fault))
		return false;
	for (int i = 0; i < rows_count(r); i++)
		take_call(m, rows_text(r, i, 0), rows_text(r, i, 1), rows_instant(r, i, 2));
	return true;
}

bool answer_map(struct asking *q, const char *status, const char *place)
{
	struct world *w = service_world(q->service);
	struct map m = {.q = q, .w = w, .now = asking_now(q), .status = status};
	bool answered;

	if (place)
		m.places_count = world_complex(w, place, m.places, sizeof m.places / sizeof *m.places);
	answered = q->viewer ? boxes_seen(q, m.now, LIMIT_MAP_EVENTS, take_box, &m, &m.cut) : gather_all(&m);
	if (answered) {
		map_group(&m);
		answered = ask_leaders(&m) && ask_calls(&m);
	}
	if (answered)
		map_write(&m);
	world_release(w);
	return answered;
}

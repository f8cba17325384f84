/* The map: where all boxes stand, and what moves from where to where. */
#include "base/limits.h"
#include "service/answer_parts.h"
#include "service/boxes.h"
#include "system/clock.h"

#include <stdlib.h>

#define SILENT_AFTER (72 * 3600 * INSTANT_SECOND)
#define NAMED        3 /* containers of a group that are named */

struct standing {
	const char *place;
	int64_t count, in_status[JOURNEY_STATUSES], silent;
	instant oldest;
};

struct moving {
	const char *place;                                /* left */
	const char *transport, *vehicle, *voyage, *plate; /* what carries them */
	const char *bound; /* where nobody said what: the place that was said to be theirs */
	enum mode mode;
	int64_t count;
	instant since, heard;
	const char *containers[NAMED]; /* by number */
	const char *to;
	instant expected;
};

struct map {
	struct asking *q;
	const struct world *w;
	instant now;
	const char *status;
	const char *places[64]; /* the place asked for and its complex; no count: any */
	size_t places_count;
	struct standing *standing;
	struct moving *moving;
	size_t standing_count, standing_room, moving_count, moving_room;
	int64_t boxes, unplaced;
	bool cut;
};

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

/* Gathering */

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
	*s = (struct standing){.place = place, .count = count, .silent = silent, .oldest = oldest};
	s->in_status[status] = count;
}

static struct moving *add_moving(struct map *m)
{
	m->moving = arena_grow(m->q->arena, m->moving, m->moving_count, &m->moving_room, sizeof *m->moving);
	m->moving[m->moving_count] = (struct moving){.expected = INSTANT_NONE};
	return &m->moving[m->moving_count++];
}

static const char *moving_words(struct arena *a)
{
	const char *words[JOURNEY_STATUSES];
	size_t n = 0;

	for (int s = 0; s < JOURNEY_STATUSES; s++)
		if (status_moves((enum journey_status)s))
			words[n++] = journey_status_words[s];
	return array_literal(a, words, n);
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
	for (size_t i = 0; i < n && i < NAMED; i++)
		g->containers[i] = named[i];
}

/* As the journeys have it, for who may see all. */
static bool gather_all(struct map *m)
{
	struct arena *a = m->q->arena;
	const char *places = array_literal(a, m->places, m->places_count);
	struct param p[] = {P_NULL, P_TEXT(m->status), P_TEXT(places), p_instant(a, m->now - SILENT_AFTER)},
		     moving[] = {P_NULL, P_TEXT(m->status), P_TEXT(places), P_TEXT(moving_words(a)),
			     p_int(a, LIMIT_MAP_MOVING + 1)};
	struct rows *r;

	if (!conn_query(m->q->conn, SQL_map_places, p, 4, a, &r, m->q->fault))
		return false;
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

static void add_box(struct map *m, const struct box *b)
{
	const struct journey *j = &b->state;
	instant heard = journey_heard(j);
	struct moving *g;

	add_standing(m, j->place, j->status, 1, heard != INSTANT_NONE && heard < m->now - SILENT_AFTER,
		j->since.at);
	if (!j->place || !status_moves(j->status))
		return;
	g = add_moving(m);
	g->place = j->place;
	g->mode = j->mode;
	g->transport = j->transport;
	g->vehicle = j->vehicle;
	g->voyage = j->voyage;
	g->plate = j->mode == MODE_TRUCK ? j->wagon : NULL;
	if (!g->transport && !g->vehicle && !g->plate)
		g->bound = b->outlook.last->destination ? b->outlook.last->destination
							: b->outlook.last->discharge_place;
	g->count = 1;
	g->since = j->since.at;
	g->heard = heard;
	g->containers[0] = b->number;
}

static bool gather_seen(struct map *m)
{
	struct box *boxes;
	size_t n;

	if (!boxes_seen(m->q, m->now, &boxes, &n, &m->cut))
		return false;
	for (size_t i = 0; i < n; i++)
		if (is_asked_for(m, &boxes[i].state))
			add_box(m, &boxes[i]);
	return true;
}

/* Grouping */

static int by_place(const void *a, const void *b)
{
	return strcmp(((const struct standing *)a)->place, ((const struct standing *)b)->place);
}

static int most_first(const void *a, const void *b)
{
	const struct standing *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1) : strcmp(x->place, y->place);
}

static void group_standing(struct map *m)
{
	size_t n = 0;

	if (m->standing_count)
		qsort(m->standing, m->standing_count, sizeof *m->standing, by_place);
	for (size_t i = 0; i < m->standing_count; i++) {
		struct standing *s = &m->standing[i], *to = n ? &m->standing[n - 1] : NULL;

		if (!to || strcmp(to->place, s->place) != 0) {
			m->standing[n++] = *s;
			continue;
		}
		to->count += s->count;
		to->silent += s->silent;
		for (int k = 0; k < JOURNEY_STATUSES; k++)
			to->in_status[k] += s->in_status[k];
		if (to->oldest == INSTANT_NONE || (s->oldest != INSTANT_NONE && s->oldest < to->oldest))
			to->oldest = s->oldest;
	}
	m->standing_count = n;
	if (n)
		qsort(m->standing, n, sizeof *m->standing, most_first);
}

static int compare_groups(const struct moving *x, const struct moving *y)
{
	const char *const a[] = {x->place, x->transport, x->vehicle, x->voyage, x->plate, x->bound},
			  *const b[] = {y->place, y->transport, y->vehicle, y->voyage, y->plate, y->bound};
	int d = (int)x->mode - (int)y->mode;

	for (size_t i = 0; !d && i < sizeof a / sizeof *a; i++)
		d = compare_texts(a[i], b[i]);
	return d;
}

static int by_group(const void *a, const void *b)
{
	const struct moving *x = a, *y = b;
	int d = compare_groups(x, y);

	return d ? d : strcmp(x->containers[0], y->containers[0]);
}

static int biggest_first(const void *a, const void *b)
{
	const struct moving *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count ? 1 : -1)
				    : strcmp(x->containers[0], y->containers[0]);
}

/* Those of a party come one by one, by number within a group. */
static void group_moving(struct map *m)
{
	size_t n = 0;

	if (m->moving_count)
		qsort(m->moving, m->moving_count, sizeof *m->moving, by_group);
	for (size_t i = 0; i < m->moving_count; i++) {
		struct moving *g = &m->moving[i], *to = n ? &m->moving[n - 1] : NULL;

		if (!to || compare_groups(to, g) != 0) {
			m->moving[n++] = *g;
			continue;
		}
		if (to->count < NAMED)
			to->containers[to->count] = g->containers[0];
		to->count += g->count;
		if (to->since == INSTANT_NONE || (g->since != INSTANT_NONE && g->since < to->since))
			to->since = g->since;
		if (g->heard > to->heard)
			to->heard = g->heard;
	}
	m->moving_count = n;
	if (n)
		qsort(m->moving, n, sizeof *m->moving, biggest_first);
}

static void cut_down(struct map *m)
{
	m->cut |= m->moving_count > LIMIT_MAP_MOVING || m->standing_count > LIMIT_MAP_PLACES;
	if (m->moving_count > LIMIT_MAP_MOVING)
		m->moving_count = LIMIT_MAP_MOVING;
	if (m->standing_count > LIMIT_MAP_PLACES)
		m->standing_count = LIMIT_MAP_PLACES;
}

/* Where to: one box speaks for its group, and where it knows nothing what was said of the ship or train. */

static int by_leader(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ask_leaders(struct map *m)
{
	const char **leaders = arena_alloc_array(m->q->arena, m->moving_count + 1, sizeof *leaders);
	struct box *boxes;

	for (size_t i = 0; i < m->moving_count; i++)
		leaders[i] = m->moving[i].containers[0];
	qsort(leaders, m->moving_count, sizeof *leaders, by_leader);
	if (!boxes_of(m->q, leaders, m->moving_count, m->now, &boxes))
		return false;
	for (size_t i = 0; i < m->moving_count; i++) {
		const char **at = bsearch(
			&m->moving[i].containers[0], leaders, m->moving_count, sizeof *leaders, by_leader);
		struct heading h = heading_of(m->w, &boxes[at - leaders]);

		m->moving[i].to = h.place;
		m->moving[i].expected = h.when.at;
	}
	return true;
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

/* Writing */

static void write_standing(struct json *j, const struct map *m, const struct standing *s)
{
	jw_open(j, '{');
	part_place_as(j, "place", m->w, s->place, true);
	jw_member_integer(j, "count", s->count);
	jw_key(j, "status");
	jw_open(j, '{');
	for (int k = 0; k < JOURNEY_STATUSES; k++)
		if (s->in_status[k])
			jw_member_integer(j, journey_status_words[k], s->in_status[k]);
	jw_close(j, '}');
	jw_member_integer(j, "silent", s->silent);
	part_instant(j, "oldest", s->oldest);
	jw_close(j, '}');
}

/* The same for the same group whenever it is asked for (FNV-1a). */
static void write_id(struct json *j, const struct moving *g)
{
	const char *const parts[] = {
		g->place, mode_names[g->mode], g->transport, g->vehicle, g->voyage, g->plate, g->bound};
	uint64_t hash = 14695981039346656037u;
	char id[20];

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (const char *c = parts[i] ? parts[i] : "";; c++) {
			hash = (hash ^ (unsigned char)*c) * 1099511628211u;
			if (!*c)
				break;
		}
	snprintf(id, sizeof id, "%016llx", (unsigned long long)hash);
	jw_member(j, "id", id);
}

static void write_moving(struct json *j, const struct map *m, const struct moving *g)
{
	jw_open(j, '{');
	write_id(j, g);
	jw_member(j, "mode", mode_names[g->mode]);
	part_vehicle(j, g->mode, g->vehicle, NULL, g->voyage, g->plate, g->transport);
	part_place_as(j, "from", m->w, g->place, false);
	part_place_as(j, "to", m->w, g->to, false);
	jw_member_integer(j, "count", g->count);
	part_instant(j, "since", g->since);
	part_instant(j, "expected", g->expected);
	part_instant(j, "heard", g->heard);
	jw_key(j, "containers");
	jw_open(j, '[');
	for (size_t i = 0; i < NAMED && g->containers[i]; i++)
		jw_string(j, g->containers[i]);
	jw_close(j, ']');
	jw_close(j, '}');
}

static void write_map(struct map *m)
{
	struct json j = {m->q->out, false};

	jw_open(&j, '{');
	answer_as_of(m->q, &j, m->now);
	jw_member_integer(&j, "boxes", m->boxes);
	jw_member_integer(&j, "unplaced", m->unplaced);
	jw_member_bool(&j, "cut", m->cut);
	jw_key(&j, "places");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->standing_count; i++)
		write_standing(&j, m, &m->standing[i]);
	jw_close(&j, ']');
	jw_key(&j, "moving");
	jw_open(&j, '[');
	for (size_t i = 0; i < m->moving_count; i++)
		write_moving(&j, m, &m->moving[i]);
	jw_close(&j, ']');
	jw_close(&j, '}');
}

bool answer_map(struct asking *q, const char *status, const char *place)
{
	struct world *w = service_world(q->service);
	struct map m = {.q = q, .w = w, .now = clock_now(), .status = status};
	bool answered;

	if (place)
		m.places_count = world_complex(w, place, m.places, sizeof m.places / sizeof *m.places);
	answered = q->viewer ? gather_seen(&m) : gather_all(&m);
	if (answered) {
		group_standing(&m);
		group_moving(&m);
		cut_down(&m);
		answered = ask_leaders(&m) && ask_calls(&m);
	}
	if (answered)
		write_map(&m);
	world_release(w);
	return answered;
}

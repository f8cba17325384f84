#include "domain/passage.h"

#include "record/corridor.h"

#include <math.h>
#include <string.h>

#define EARTH_KM 6371.0
#define NOWHERE  SIZE_MAX

struct node {
	const char *place; /* NULL: where a line bends */
	int32_t lat, lon;
	/* of a search */
	double km;
	size_t before;
	enum mode by;
	bool done;
};

struct edge {
	size_t a, b;
	enum mode mode;
	double km;
};

struct found { /* kept for whoever asks again */
	const char *from, *to;
	enum mode by;
	struct passage_point *points;
	size_t count;
};

struct passages {
	struct arena *a;
	struct passage_world w;
	struct node *nodes;
	struct edge *edges;
	struct found *found;
	size_t node_count, edge_count, found_count, node_room, edge_room, found_room;
};

/* ---- the net ---- */

static double radians(int32_t millionths)
{
	return millionths * (M_PI / 180e6);
}

/* Along the great circle (haversine). */
static double km_between(int32_t lat, int32_t lon, int32_t lat2, int32_t lon2)
{
	double up = sin((radians(lat2) - radians(lat)) / 2), across = sin((radians(lon2) - radians(lon)) / 2);
	double h = up * up + cos(radians(lat)) * cos(radians(lat2)) * across * across;

	return 2 * EARTH_KM * asin(sqrt(fmin(h, 1)));
}

static bool is_node(const struct node *n, const char *place, int32_t lat, int32_t lon)
{
	if (place || n->place)
		return place && n->place && strcmp(place, n->place) == 0;
	return n->lat == lat && n->lon == lon;
}

/* NOWHERE: nobody knows where that place lies. */
static size_t node_of(struct passages *p, const struct corridor_point *at)
{
	int32_t lat = at->lat, lon = at->lon;

	if (at->place && !p->w.where(p->w.self, at->place, &lat, &lon))
		return NOWHERE;
	for (size_t i = 0; i < p->node_count; i++)
		if (is_node(&p->nodes[i], at->place, lat, lon))
			return i;
	p->nodes = arena_grow(p->a, p->nodes, p->node_count, &p->node_room, sizeof *p->nodes);
	p->nodes[p->node_count] = (struct node){.place = at->place, .lat = lat, .lon = lon};
	return p->node_count++;
}

static void join(struct passages *p, size_t a, size_t b, enum mode mode)
{
	const struct node *x = &p->nodes[a], *y = &p->nodes[b];

	p->edges = arena_grow(p->a, p->edges, p->edge_count, &p->edge_room, sizeof *p->edges);
	p->edges[p->edge_count++] = (struct edge){a, b, mode, km_between(x->lat, x->lon, y->lat, y->lon)};
}

static void add_line(struct passages *p, const struct stretch *s)
{
	size_t before = NOWHERE;

	for (size_t i = 0; i < s->count; i++) {
		size_t at = node_of(p, &s->points[i]);

		if (at != NOWHERE && before != NOWHERE)
			join(p, before, at, s->mode);
		before = at != NOWHERE ? at : before;
	}
}

struct passages *passages_make(struct arena *a, const struct passage_world *w, const struct corridors *list)
{
	struct passages *p = arena_alloc(a, sizeof *p);

	*p = (struct passages){.a = a, .w = *w};
	for (size_t i = 0; i < list->stretch_count; i++)
		add_line(p, &list->stretches[i]);
	return p;
}

/* ---- the way ---- */

static size_t node_for(const struct passages *p, const char *place)
{
	const char *complex = p->w.complex_of(p->w.self, place);
	size_t like = NOWHERE;

	for (size_t i = 0; i < p->node_count; i++) {
		const char *here = p->nodes[i].place;

		if (here && strcmp(here, place) == 0)
			return i;
		if (here && like == NOWHERE && strcmp(p->w.complex_of(p->w.self, here), complex) == 0)
			like = i;
	}
	return like;
}

static size_t nearest(const struct passages *p)
{
	size_t best = NOWHERE;

	for (size_t i = 0; i < p->node_count; i++)
		if (!p->nodes[i].done && isfinite(p->nodes[i].km) &&
			(best == NOWHERE || p->nodes[i].km < p->nodes[best].km))
			best = i;
	return best;
}

static void reach(struct passages *p, size_t here, size_t there, const struct edge *e)
{
	struct node *n = &p->nodes[there];

	if (n->done || p->nodes[here].km + e->km >= n->km)
		return;
	n->km = p->nodes[here].km + e->km;
	n->before = here;
	n->by = e->mode;
}

/* Dijkstra; the net has some hundreds of nodes. */
static bool search(struct passages *p, size_t from, size_t to, enum mode by)
{
	for (size_t i = 0; i < p->node_count; i++) {
		p->nodes[i].km = i == from ? 0 : INFINITY;
		p->nodes[i].before = NOWHERE;
		p->nodes[i].done = false;
	}
	for (size_t here; (here = nearest(p)) != NOWHERE && here != to;) {
		p->nodes[here].done = true;
		for (size_t i = 0; i < p->edge_count; i++) {
			const struct edge *e = &p->edges[i];

			if (by != MODE_UNKNOWN && e->mode != by)
				continue;
			if (e->a == here)
				reach(p, here, e->b, e);
			else if (e->b == here)
				reach(p, here, e->a, e);
		}
	}
	return isfinite(p->nodes[to].km);
}

static void note_way(struct passages *p, struct found *f, size_t from, size_t to)
{
	size_t n = 0, at;

	for (at = to; at != NOWHERE; at = p->nodes[at].before)
		n += p->nodes[at].place != NULL || at == from || at == to;
	f->points = arena_alloc_array(p->a, n, sizeof *f->points);
	f->count = n;
	for (at = to; at != NOWHERE; at = p->nodes[at].before) {
		const struct node *x = &p->nodes[at];

		if (x->place || at == from || at == to)
			f->points[--n] = (struct passage_point){x->place, x->by, x->km};
	}
	f->points[0] = (struct passage_point){f->from, MODE_UNKNOWN, 0};
	f->points[f->count - 1].place = f->to;
}

size_t passages_find(struct passages *p, const char *from, const char *to, enum mode by,
	const struct passage_point **points)
{
	struct found *f;
	size_t a, b;

	for (size_t i = 0; i < p->found_count; i++) {
		f = &p->found[i];
		if (f->by == by && strcmp(f->from, from) == 0 && strcmp(f->to, to) == 0) {
			*points = f->points;
			return f->count;
		}
	}
	p->found = arena_grow(p->a, p->found, p->found_count, &p->found_room, sizeof *p->found);
	f = &p->found[p->found_count++];
	*f = (struct found){arena_strdup(p->a, from), arena_strdup(p->a, to), by, NULL, 0};
	a = node_for(p, from);
	b = node_for(p, to);
	if (a != NOWHERE && b != NOWHERE && a != b && search(p, a, b, by))
		note_way(p, f, a, b);
	*points = f->points;
	return f->count;
}

double passages_km(struct passages *p, const char *from, const char *to, enum mode by)
{
	const struct passage_point *points;
	size_t n = passages_find(p, from, to, by, &points);
	int32_t lat, lon, lat2, lon2;

	if (n)
		return points[n - 1].km;
	if (!p->w.where(p->w.self, from, &lat, &lon) || !p->w.where(p->w.self, to, &lat2, &lon2))
		return 0;
	return km_between(lat, lon, lat2, lon2);
}

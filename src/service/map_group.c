/* What was gathered for the map, one box or one count at a time, into places and groups. */
#include "service/map.h"

#include "base/limits.h"

#include <stdlib.h>

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

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
		to->arrived &= g->arrived;
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

void map_group(struct map *m)
{
	group_standing(m);
	group_moving(m);
	cut_down(m);
}

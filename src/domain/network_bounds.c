/*
 * How far it is at the least, if nothing ever had to be waited for: from each node to some landmarks, and
 * from them to each node.  Whoever goes from x to y and on to a landmark has gone at least from x to the
 * landmark, so that what is known of the landmarks tells how far x and y are apart at the least (ALT:
 * Goldberg, Harrelson 2005).
 */
#include "domain/network_inside.h"

#include "domain/agenda.h"

#include <string.h>

struct measuring {
	struct network *n;
	struct agenda agenda;
	int32_t *into,
		*out; /* of each node: how far it is to, or from, when a box comes into it, or is ready */
	bool back;
};

/* ---- from one place to all, and back ---- */

static void reach(struct measuring *m, int32_t *far, uint32_t node, bool out, int32_t minutes)
{
	if (minutes >= far[node])
		return;
	far[node] = minutes;
	agenda_put(&m->agenda, (uint32_t)minutes, node * 2 + out);
}

static void along_edges(struct measuring *m, uint32_t node, int32_t far)
{
	const struct network *n = m->n;
	const struct network_node *here = &n->nodes[node];

	if (m->back)
		for (uint32_t i = here->into; i < here[1].into; i++) {
			const struct network_edge *e = &n->edges[n->edges_into[i]];

			reach(m, m->into, e->from, false, far + e->minutes);
		}
	else
		for (uint32_t i = here->out; i < here[1].out; i++)
			reach(m, m->out, n->edges[i].to, true, far + n->edges[i].minutes);
}

static void along_rides(struct measuring *m, uint32_t node, int32_t far)
{
	const struct network *n = m->n;
	const struct network_node *here = &n->nodes[node];
	const struct network_door *d = m->back ? &n->alights[here->alight] : &n->boards[here->board],
				  *end = m->back ? &n->alights[here[1].alight] : &n->boards[here[1].board];

	for (; d < end; d++) {
		const struct network_pattern *p = &n->patterns[d->pattern];
		const struct network_call *calls = &n->calls[p->call];

		for (unsigned k = 0; m->back && k < d->stop; k++)
			if (calls[k].cut_off != NETWORK_NO_BOARD)
				reach(m, m->out, calls[k].node, true,
					far + d->minutes - (calls[k].departs - calls[k].cut_off));
		for (unsigned k = d->stop + 1u; !m->back && k < p->stops; k++)
			if (!calls[k].no_alight)
				reach(m, m->into, calls[k].node, false, far + calls[k].arrives - d->minutes);
	}
}

static void measure(struct measuring *m, uint32_t place, bool back)
{
	const uint32_t start = network_node(m->n, place, CARRY_NONE);
	uint32_t far, what;

	m->back = back;
	for (size_t i = 0; i < m->n->node_count; i++)
		m->into[i] = m->out[i] = NETWORK_FAR;
	agenda_clear(&m->agenda);
	reach(m, back ? m->out : m->into, start, back, 0);
	while (agenda_take(&m->agenda, &far, &what)) {
		const uint32_t node = what / 2;
		const bool out = what % 2;

		if ((out ? m->out : m->into)[node] != (int32_t)far)
			continue;
		if (out == back)
			along_edges(m, node, (int32_t)far);
		else
			along_rides(m, node, (int32_t)far);
	}
}

/* ---- landmarks ---- */

static size_t doors_of(const struct network *n, size_t node)
{
	return n->nodes[node + 1].board - n->nodes[node].board + n->nodes[node + 1].alight -
	       n->nodes[node].alight;
}

/* The node with as many doors as most that is farthest from all landmarks; NETWORK_NONE: none. */
static uint32_t farthest(const struct network *n, const int32_t *near, size_t many)
{
	uint32_t best = NETWORK_NONE;

	for (uint32_t i = 0; i < n->node_count; i++)
		if (doors_of(n, i) > many && near[i] && near[i] < NETWORK_FAR &&
			(best == NETWORK_NONE || near[i] > near[best]))
			best = i;
	return best;
}

static uint32_t busiest(const struct network *n)
{
	uint32_t best = 0;

	for (uint32_t i = 0; i < n->node_count; i++)
		if (doors_of(n, i) > doors_of(n, best))
			best = i;
	return best;
}

/* There and back, so that no landmark is at the end of a way that leads nowhere. */
static void come_nearer(const struct measuring *m, int32_t *near, const int32_t *to)
{
	for (size_t i = 0; i < m->n->node_count; i++) {
		const int32_t far =
			m->into[i] == NETWORK_FAR || to[i] == NETWORK_FAR ? NETWORK_FAR : m->into[i] + to[i];

		near[i] = far < near[i] ? far : near[i];
	}
}

/* How far it is to the node's place, in `to`, and from it, as it stands behind. */
static void measure_both(struct measuring *m, uint32_t node, int32_t *to)
{
	measure(m, m->n->nodes[node].place, true);
	memcpy(to, m->into, m->n->node_count * sizeof *to);
	measure(m, m->n->nodes[node].place, false);
}

static void forget(const struct network *n, int32_t *near)
{
	for (size_t i = 0; i < n->node_count; i++)
		near[i] = NETWORK_FAR;
}

/* The first one is far from the middle, each other one from all before. */
void network_make_bounds(struct network *n, struct arena *a, struct arena *scratch)
{
	struct measuring m = {.n = n, .agenda = {.a = scratch}};
	int32_t *near = arena_alloc_array(scratch, n->node_count, sizeof *near);
	int32_t *to = arena_alloc_array(scratch, n->node_count, sizeof *to);
	const size_t many = n->node_count ? 2 * n->board_count / n->node_count : 0;
	uint32_t node;

	m.into = arena_alloc_array(scratch, n->node_count, sizeof *m.into);
	m.out = arena_alloc_array(scratch, n->node_count, sizeof *m.out);
	n->bounds = arena_alloc_array(a, n->node_count, sizeof *n->bounds);
	if (!n->board_count)
		return;
	forget(n, near);
	measure_both(&m, busiest(n), to);
	come_nearer(&m, near, to);
	for (int k = 0; k < NETWORK_LANDMARKS && (node = farthest(n, near, many)) != NETWORK_NONE; k++) {
		measure_both(&m, node, to);
		if (!k)
			forget(n, near);
		come_nearer(&m, near, to);
		for (size_t i = 0; i < n->node_count; i++) {
			n->bounds[i].far[k] = to[i];
			n->bounds[i].far[NETWORK_LANDMARKS + k] = -m.into[i];
		}
	}
}

/* ---- looked up ---- */

struct network_bound network_goal(const struct network *n, uint32_t goal)
{
	struct network_bound g;

	for (int i = 0; i < NETWORK_BOUNDS; i++)
		g.far[i] = NETWORK_FAR;
	for (uint32_t k = n->nodes[goal].into; k < n->nodes[goal + 1].into; k++) {
		const struct network_edge *e = &n->edges[n->edges_into[k]];

		for (int i = 0; i < NETWORK_BOUNDS; i++) {
			int32_t far = e->minutes - n->bounds[e->from].far[i];

			if (i < NETWORK_LANDMARKS && n->bounds[e->from].far[i] == NETWORK_FAR)
				far = -2 *
				      NETWORK_FAR; /* how far others are from that landmark tells nothing */
			g.far[i] = far < g.far[i] ? far : g.far[i];
		}
	}
	return g;
}

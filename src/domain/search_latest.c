/* The latest departure that makes a deadline: the scan of search.c, from the last leg to the first. */
#include "domain/search_inside.h"

/* Who is ready at the node by `by` makes it: so does who alights by then into what leads there. */
static void make_it(struct search_space *s, uint32_t node, minute by, uint32_t board, uint32_t alight)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_scan *back = &s->back;

	back->out[node] = by;
	for (uint32_t i = here->into; i < here->into_end; i++) {
		uint32_t edge = s->n->edges_into[i], from = s->n->edges[edge].from;
		minute begun = network_begun(s->n, &s->n->edges[edge], by);

		if (begun > back->into[from]) {
			back->into[from] = begun;
			back->way[from] = (struct search_way){edge, board, alight};
		}
	}
}

void search_back(struct search_space *s, minute deadline, bool met)
{
	const struct network *n = s->n;
	struct search_scan *back = &s->back;
	const minute *start = &back->into[network_node(n, s->q->from, CARRY_NONE)];

	search_scan_clear(back, n, MINUTE_PAST);
	make_it(s, network_node(n, s->q->to, CARRY_NONE), deadline, NETWORK_NONE, NETWORK_NONE);
	for (uint32_t i = (uint32_t)network_first(n, deadline); i-- > 0;) {
		const struct network_leg *l = &n->legs[i];

		if (met ? l->departs < s->since : l->departs <= *start || l->departs < n->from)
			return;
		if (met && !search_bit(s->forth.met, l->trip))
			continue;
		if (!search_bit(back->aboard, l->trip)) {
			if (l->no_alight || l->arrives > back->into[l->to])
				continue;
			if (!search_bit(back->met, l->trip))
				back->last[l->trip] = l->stop;
			search_set(back->aboard, l->trip);
			search_set(back->met, l->trip);
			back->leg[l->trip] = i;
		}
		if (!search_passes(s, l))
			search_unset(back->aboard, l->trip);
		else if (l->departs - l->cut_off > back->out[l->from] && search_takes(s, l) &&
			 (!met || s->forth.out[l->from] <= l->departs - l->cut_off))
			make_it(s, l->from, l->departs - l->cut_off, i, back->leg[l->trip]);
	}
}

/* The chain as it runs, ready as early as it can be. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t start, struct plan *p)
{
	const struct search_way *way = s->back.way;
	uint32_t node;
	size_t i = 0;

	*p = (struct plan){.begins = s->back.into[start], .arrives = s->back.into[start]};
	for (node = start; way[node].board != NETWORK_NONE; node = search_leg_at(s, way[node].alight)->to)
		p->count++;
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	for (node = start; way[node].board != NETWORK_NONE; node = search_leg_at(s, way[node].alight)->to) {
		p->rides[i] = search_ride(s, way[node].board, way[node].alight);
		p->rides[i].edge = way[node].edge;
		p->rides[i++].ready = network_done(s->n, &s->n->edges[way[node].edge], p->arrives);
		p->arrives = search_leg_at(s, way[node].alight)->arrives;
	}
	p->edge = way[node].edge;
	p->arrives = network_done(s->n, &s->n->edges[p->edge], p->arrives);
	search_plan_cost(s, p);
}

bool search_latest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	uint32_t start = network_node(s->n, q->from, CARRY_NONE);

	if (search_is_bound(q))
		return search_latest_bound(s, q, a, p);
	search_begin(s, q);
	search_back(s, q->deadline, false);
	if (s->back.into[start] < s->n->from)
		return false;
	read_chain(s, a, start, p);
	return true;
}

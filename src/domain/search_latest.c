/* The latest departure that makes a deadline: the scan of search.c, from the last leg to the first. */
#include "domain/search_inside.h"

/* Who is ready at the node by `by` makes it: so does who alights by then into what leads there. */
static void make_it(struct search_space *s, uint32_t node, minute by, uint32_t board, uint32_t alight)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_node *out = &s->out[node];

	if (out->round == s->round && out->at >= by)
		return;
	*out = (struct search_node){s->round, by, NETWORK_NONE, board, alight};
	for (uint32_t i = here->into; i < here->into_end; i++) {
		uint32_t edge = s->n->edges_into[i];
		struct search_node *in = &s->into[s->n->edges[edge].from];
		minute begun = network_begun(s->n, &s->n->edges[edge], by);

		if (begun != MINUTE_PAST && (in->round != s->round || begun > in->at))
			*in = (struct search_node){s->round, begun, edge, board, alight};
	}
}

static bool alights(const struct search_space *s, const struct network_leg *l)
{
	const struct search_node *there = &s->into[l->to];

	return !l->no_alight && there->round == s->round && l->arrives <= there->at;
}

static void scan_back(struct search_space *s)
{
	const struct search_node *start = &s->into[network_node(s->n, s->q->from, CARRY_NONE)];

	make_it(s, network_node(s->n, s->q->to, CARRY_NONE), s->q->deadline, NETWORK_NONE, NETWORK_NONE);
	for (size_t i = network_first(s->n, s->q->deadline); i-- > 0;) {
		const struct network_leg *l = search_leg_at(s, (uint32_t)i);

		if ((start->round == s->round && l->departs <= start->at) || l->departs < s->n->from)
			return;
		if (!search_is_aboard(s, l)) {
			if (!alights(s, l))
				continue;
			search_set_aboard(s, l, (uint32_t)i);
		}
		if (!search_passes(s, l))
			search_set_aboard(s, l, NETWORK_NONE);
		else if (search_takes(s, l))
			make_it(s, l->from, l->departs - l->cut_off, (uint32_t)i, s->trips[l->trip].leg);
	}
}

/* The chain as it runs, ready as early as it can be. */
static void read_chain(
	const struct search_space *s, struct arena *a, const struct search_node *start, struct plan *p)
{
	const struct search_node *at;
	size_t i = 0;

	*p = (struct plan){.begins = start->at};
	for (at = start; at->board != NETWORK_NONE; at = &s->into[search_leg_at(s, at->alight)->to])
		p->count++;
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	p->arrives = start->at;
	for (at = start; at->board != NETWORK_NONE; at = &s->into[search_leg_at(s, at->alight)->to]) {
		p->rides[i] = search_ride(s, at->board, at->alight);
		p->rides[i].edge = at->edge;
		p->rides[i++].ready = network_done(s->n, &s->n->edges[at->edge], p->arrives);
		p->arrives = search_leg_at(s, at->alight)->arrives;
	}
	p->edge = at->edge;
	p->arrives = network_done(s->n, &s->n->edges[at->edge], p->arrives);
	search_plan_cost(s, p);
}

bool search_latest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	const struct search_node *start = &s->into[network_node(s->n, q->from, CARRY_NONE)];

	if (search_is_bound(q))
		return search_latest_bound(s, q, a, p);
	search_begin(s, q);
	scan_back(s);
	if (start->round != s->round || start->at < s->n->from)
		return false;
	read_chain(s, a, start, p);
	return true;
}

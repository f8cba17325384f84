/* The earliest arrival. */
#include "domain/search_inside.h"

struct search_space *search_space_make(struct arena *a, const struct network *n)
{
	struct search_space *s = arena_alloc(a, sizeof *s);

	s->n = n;
	s->a = a;
	s->into = arena_alloc_array(a, n->node_count, sizeof *s->into);
	s->out = arena_alloc_array(a, n->node_count, sizeof *s->out);
	s->trips = arena_alloc_array(a, n->trip_count, sizeof *s->trips);
	s->service_no = arena_alloc_array(a, n->timetable->service_count, sizeof *s->service_no);
	s->place_no = arena_alloc_array(a, n->timetable->place_count, sizeof *s->place_no);
	return s;
}

/* A box that is at the node at `at` is ready for what leaves. */
static void go_on(struct search_space *s, uint32_t node, minute at, uint32_t board, uint32_t alight)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_node *in = &s->into[node];

	if (in->round == s->round && in->at <= at)
		return;
	*in = (struct search_node){s->round, at, NETWORK_NONE, board, alight};
	for (uint32_t i = here->out; i < here->out_end; i++) {
		const struct network_edge *e = &s->n->edges[i];
		struct search_node *out = &s->out[e->to];
		minute ready = network_done(s->n, e, at);

		if (ready != MINUTE_NEVER && (out->round != s->round || ready < out->at))
			*out = (struct search_node){s->round, ready, i, board, alight};
	}
}

static bool boards(const struct search_space *s, const struct network_leg *l)
{
	const struct search_node *here = &s->out[l->from];

	return here->round == s->round && here->at <= l->departs - l->cut_off && search_takes(s, l);
}

/* Where legs begin to be of interest: set out at the place, or aboard. */
static size_t set_out(struct search_space *s)
{
	const struct search_query *q = s->q;
	const struct network_leg *l;
	uint32_t leg;

	if (q->aboard.trip == NETWORK_NONE) {
		go_on(s, network_node(s->n, q->from, CARRY_NONE), q->at, NETWORK_NONE, NETWORK_NONE);
		return network_first(s->n, q->at);
	}
	leg = s->n->order[s->n->trips[q->aboard.trip].first + q->aboard.stop];
	l = search_leg_at(s, leg);
	search_set_aboard(s, l, leg);
	return leg;
}

static void scan(struct search_space *s)
{
	const struct search_node *goal = &s->out[network_node(s->n, s->q->to, CARRY_NONE)];

	for (size_t i = set_out(s); i < s->n->leg_count; i++) {
		const struct network_leg *l = search_leg_at(s, (uint32_t)i);

		if (goal->round == s->round && l->departs >= goal->at)
			return;
		if (!search_is_aboard(s, l)) {
			if (!boards(s, l))
				continue;
			search_set_aboard(s, l, (uint32_t)i);
		}
		if (!search_passes(s, l))
			search_set_aboard(s, l, NETWORK_NONE);
		else if (!l->no_alight)
			go_on(s, l->to, l->arrives, s->trips[l->trip].leg, (uint32_t)i);
	}
}

/* The node out of which the ride that begins with the leg was boarded; NULL: it was aboard already. */
static const struct search_node *boarded_from(const struct search_space *s, uint32_t leg)
{
	const struct search_aboard *aboard = &s->q->aboard;
	const struct network_leg *l = search_leg_at(s, leg);

	if (aboard->trip == l->trip && aboard->stop == l->stop)
		return NULL;
	return &s->out[l->from];
}

static void read_chain(
	const struct search_space *s, struct arena *a, const struct search_node *goal, struct plan *p)
{
	const struct search_node *at;

	*p = (struct plan){.edge = goal->edge, .arrives = goal->at, .begins = s->q->at};
	for (at = goal; at && at->board != NETWORK_NONE; at = boarded_from(s, at->board))
		p->count++;
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	at = goal;
	for (size_t i = p->count; i-- > 0;) {
		const struct search_node *before = boarded_from(s, at->board);

		p->rides[i] = search_ride(s, at->board, at->alight);
		if (before) {
			p->rides[i].edge = before->edge;
			p->rides[i].ready = before->at;
		} else {
			p->begins = p->rides[i].ready = search_leg_at(s, at->board)->departs;
			p->rides[i].board = s->q->aboard.boarded;
		}
		at = before;
	}
	search_plan_cost(s, p);
}

bool search_earliest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	const struct search_node *goal = &s->out[network_node(s->n, q->to, CARRY_NONE)];

	if (search_is_bound(q))
		return search_earliest_bound(s, q, a, p);
	search_begin(s, q);
	scan(s);
	if (goal->round != s->round || goal->at > q->deadline)
		return false;
	read_chain(s, a, goal, p);
	return true;
}

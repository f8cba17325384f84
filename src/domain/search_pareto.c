/* Labels over the legs of a network, in the order of their departure. */
#include "domain/search_labels.h"

/* Whether it is still allowed, and no way that is found already is as good whatever it comes to. */
static bool is_hopeful(const struct pareto *p, const struct label *l)
{
	const struct search_query *q = p->s->q;
	uint8_t all = (uint8_t)((1u << q->required_count) - 1);

	if (l->ready > p->until)
		return false;
	if ((q->max_transfers >= 0 && l->transfers > (uint32_t)q->max_transfers) ||
		(q->max_price >= 0 && l->price > q->max_price))
		return false;
	for (uint32_t i = *pareto_first(p, &p->nodes[p->goal]); i != NETWORK_NONE; i = p->labels[i].next)
		if (p->labels[i].touched == all && label_is_no_worse(&p->labels[i], l))
			return false;
	return true;
}

static uint32_t add_label(struct pareto *p, const struct label *l, uint32_t next)
{
	p->labels = arena_grow(p->a, p->labels, p->label_count, &p->label_room, sizeof *p->labels);
	p->labels[p->label_count] = *l;
	p->labels[p->label_count].next = next;
	return (uint32_t)p->label_count++;
}

static void add_aboard(struct pareto *p, uint32_t trip, uint32_t label, uint32_t board)
{
	uint32_t *first = pareto_first(p, &p->trips[trip]);

	p->aboard = arena_grow(p->a, p->aboard, p->aboard_count, &p->aboard_room, sizeof *p->aboard);
	p->aboard[p->aboard_count] = (struct aboard){label, board, *first};
	*first = (uint32_t)p->aboard_count++;
}

/* Into the bag of a node, in place of those that are no better. */
static void keep(struct pareto *p, uint32_t node, const struct label *l)
{
	uint32_t *at = pareto_first(p, &p->nodes[node]);

	for (uint32_t i = *at; i != NETWORK_NONE; i = p->labels[i].next)
		if (label_is_no_worse(&p->labels[i], l))
			return;
	while (*at != NETWORK_NONE)
		if (label_is_no_worse(l, &p->labels[*at]))
			*at = p->labels[*at].next;
		else
			at = &p->labels[*at].next;
	at = pareto_first(p, &p->nodes[node]);
	*at = add_label(p, l, *at);
}

/* ---- the scan ---- */

static void add_amount(int64_t *to, int64_t amount, bool unknown)
{
	*to = unknown || *to == LABEL_UNKNOWN ? LABEL_UNKNOWN : *to + amount;
}

static void add_cost(const struct pareto *p, struct label *l, const struct plan_cost *c)
{
	if (p->prices)
		add_amount(&l->price, c->price, c->unpriced);
	if (p->emissions)
		add_amount(&l->grams, c->grams, c->uncounted);
}

static bool is_counted(const struct pareto *p, const struct network_edge *e)
{
	const enum carry from = p->s->n->nodes[e->from].carry, to = p->s->n->nodes[e->to].carry;
	const unsigned counted = p->s->q->counted ? p->s->q->counted : CARRY_ALL;

	return p->transfers && (counted & CARRY_BIT(from)) && (counted & CARRY_BIT(to));
}

/* A label that has alighted into the node at its time. */
static void go_on(struct pareto *p, uint32_t node, const struct label *l)
{
	const struct network *n = p->s->n;

	if (l->ready > p->s->back.into[node] || !is_hopeful(p, l))
		return;
	for (uint32_t i = n->nodes[node].out; i < n->nodes[node].out_end; i++) {
		const struct network_edge *e = &n->edges[i];
		struct label on = *l;
		struct plan_cost c = {0};

		on.ready = network_done(n, e, l->ready);
		if (on.ready == MINUTE_NEVER)
			continue;
		search_edge_cost(p->s, i, &c);
		add_cost(p, &on, &c);
		on.edge = i;
		on.transfers += is_counted(p, e);
		on.touched |= p->touches[n->nodes[e->to].place];
		if (!is_hopeful(p, &on) ||
			(e->to == p->goal && on.touched != (1u << p->s->q->required_count) - 1))
			continue;
		keep(p, e->to, &on);
		if (e->to == p->goal && p->hurries)
			p->until = on.ready;
	}
}

/* In place of those that boarded there and have cost no less. */
static void climb(struct pareto *p, const struct network_leg *l, uint32_t label, uint32_t board)
{
	uint32_t *at = pareto_first(p, &p->trips[l->trip]);

	for (uint32_t i = *at; i != NETWORK_NONE; i = p->aboard[i].next)
		if (p->aboard[i].board == board &&
			label_costs_no_more(&p->labels[p->aboard[i].label], &p->labels[label]))
			return;
	while (*at != NETWORK_NONE)
		if (p->aboard[*at].board == board &&
			label_costs_no_more(&p->labels[label], &p->labels[p->aboard[*at].label]))
			*at = p->aboard[*at].next;
		else
			at = &p->aboard[*at].next;
	add_aboard(p, l->trip, label, board);
}

static void board(struct pareto *p, const struct network_leg *l, uint32_t leg)
{
	for (uint32_t i = *pareto_first(p, &p->nodes[l->from]); i != NETWORK_NONE; i = p->labels[i].next)
		if (p->labels[i].ready <= l->departs - l->cut_off)
			climb(p, l, i, leg);
}

/* Places that are required, of the stops of a ride. */
static uint8_t touched_by(const struct pareto *p, const struct network_leg *last, unsigned first)
{
	const struct network *n = p->s->n;
	const struct timetable_service *v = &n->timetable->services[n->trips[last->trip].service];
	uint8_t bits = 0;

	for (unsigned i = first; p->s->q->required_count && i <= last->stop + 1u; i++)
		bits |= p->touches[v->stops[i].place];
	return bits;
}

static void alight(struct pareto *p, const struct network_leg *l, uint32_t leg, const struct aboard *from)
{
	unsigned first = search_leg_at(p->s, from->board)->stop;
	struct label on = p->labels[from->label];
	bool begins = on.edge == NETWORK_NONE;
	struct plan_cost c = {0};

	on.ready = l->arrives;
	on.touched |= touched_by(p, l, first);
	on.before = from->label;
	on.board = from->board;
	on.alight = leg;
	if (p->prices || p->emissions) {
		search_ride_cost(p->s, l->trip, begins ? p->s->q->aboard.boarded : first, l->stop + 1u, &c);
		add_cost(p, &on, &c);
	}
	go_on(p, l->to, &on);
}

/* Where legs begin to be of interest: set out at the place, or aboard. */
static size_t set_out(struct pareto *p)
{
	const struct search_query *q = p->s->q;
	const struct network *n = p->s->n;
	struct label l = {
		.ready = p->s->since, .edge = NETWORK_NONE, .before = NETWORK_NONE, .board = NETWORK_NONE};
	uint32_t leg;

	if (q->aboard.trip == NETWORK_NONE) {
		l.touched = p->touches[q->from];
		go_on(p, network_node(n, q->from, CARRY_NONE), &l);
		return network_first(n, q->at);
	}
	leg = n->order[n->trips[q->aboard.trip].first + q->aboard.stop];
	add_aboard(p, q->aboard.trip, add_label(p, &l, NETWORK_NONE), leg);
	return leg;
}

void pareto_scan(struct pareto *p)
{
	struct search_space *s = p->s;

	for (size_t i = set_out(p); i < s->n->leg_count; i++) {
		const struct network_leg *l = search_leg_at(s, (uint32_t)i);
		bool waited_for = s->pareto->nodes[l->from].round == s->round;

		if (l->departs >= p->until)
			return;
		if (!search_bit(s->back.met, l->trip) || l->stop > s->back.last[l->trip])
			continue;
		if (!waited_for && p->trips[l->trip].round != s->round)
			continue;
		if (!search_passes(s, l)) {
			*pareto_first(p, &p->trips[l->trip]) = NETWORK_NONE;
			continue;
		}
		if (waited_for && search_takes(s, l))
			board(p, l, (uint32_t)i);
		if (!l->no_alight)
			for (uint32_t k = *pareto_first(p, &p->trips[l->trip]); k != NETWORK_NONE;
				k = p->aboard[k].next)
				alight(p, l, (uint32_t)i, &p->aboard[k]);
	}
}

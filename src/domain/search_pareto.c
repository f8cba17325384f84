/* Labels over the trips of a network, minute by minute. */
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
	for (uint32_t i = *pareto_first(p, &p->nodes[search_due(p->goal, true)]); i != NETWORK_NONE;
		i = p->labels[i].next)
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

/* Into the bag of a node, in place of those that are no better. */
static bool keep(struct pareto *p, uint32_t node, const struct label *l)
{
	uint32_t *at = pareto_first(p, &p->nodes[node]);

	for (uint32_t i = *at; i != NETWORK_NONE; i = p->labels[i].next)
		if (label_is_no_worse(&p->labels[i], l))
			return false;
	while (*at != NETWORK_NONE)
		if (label_is_no_worse(l, &p->labels[*at]))
			*at = p->labels[*at].next;
		else
			at = &p->labels[*at].next;
	at = pareto_first(p, &p->nodes[node]);
	*at = add_label(p, l, *at);
	return true;
}

/* ---- a ride's end ---- */

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

/* In half minutes: within a minute who becomes ready comes before the doors that close behind him. */
static uint32_t due_at(const struct pareto *p, minute at, bool closes)
{
	return (at > p->s->forth.begins ? (uint32_t)(at - p->s->forth.begins) * 2 : 0) + closes;
}

/* A label that alights into the node at its time. */
static void arrive(struct pareto *p, uint32_t node, const struct label *l)
{
	if (l->ready <= p->s->back.at[node].into && is_hopeful(p, l) && keep(p, search_due(node, false), l))
		agenda_put(&p->agenda, due_at(p, l->ready, false), search_due(node, false));
}

/* One that has come into the node goes on by an edge, and is ready where that leads. */
static void go_by(struct pareto *p, uint32_t edge, struct label l)
{
	const struct network *n = p->s->n;
	const struct network_edge *e = &n->edges[edge];
	struct plan_cost c = {0};

	l.ready = network_done(n, e, l.ready);
	if (l.ready > p->s->back.at[e->to].out) /* or where no hours are open any more */
		return;
	search_edge_cost(p->s, edge, &c);
	add_cost(p, &l, &c);
	l.edge = edge;
	l.transfers += is_counted(p, e);
	l.touched |= p->touches[n->nodes[e->to].place];
	if ((e->to == p->goal && l.touched != (1u << p->s->q->required_count) - 1) || !is_hopeful(p, &l) ||
		!keep(p, search_due(e->to, true), &l))
		return;
	if (e->to != p->goal)
		agenda_put(&p->agenda, due_at(p, l.ready, false), search_due(e->to, true));
	else if (p->hurries)
		p->until = l.ready;
}

static void go_on(struct pareto *p, uint32_t node, minute at)
{
	const struct network_node *here = &p->s->n->nodes[node];

	for (uint32_t i = here->out; i < here[1].out; i++)
		if (!p->s->n->edges[i].ends || p->s->n->edges[i].to == p->goal)
			for (uint32_t k = *pareto_first(p, &p->nodes[search_due(node, false)]);
				k != NETWORK_NONE; k = p->labels[k].next)
				if (p->labels[k].ready == at)
					go_by(p, i, p->labels[k]);
}

/* Places that are required, of a stop of a ride. */
static uint8_t touched_at(const struct pareto *p, const struct network_pattern *of, unsigned stop)
{
	return p->touches[p->s->n->nodes[p->s->n->calls[of->call + stop].node].place];
}

/* Whether riding on from the call may lead to the goal in time. */
static bool leads(const struct pareto *p, uint32_t call, uint32_t trip)
{
	const uint32_t last = p->s->back.trip[call];

	return last != NETWORK_NONE && trip <= last;
}

static bool is_aboard(const struct pareto *p, uint32_t trip, unsigned stop)
{
	return trip == p->s->q->aboard.trip && stop == p->s->q->aboard.stop;
}

/* Those that ride go with the trip from that stop on, and alight at each that may lead to the goal. */
static void ride(
	struct pareto *p, const struct network_pattern *of, uint32_t trip, unsigned stop, unsigned boarded)
{
	const struct network *n = p->s->n;
	const struct network_call *calls = &n->calls[of->call];
	uint8_t touched = touched_at(p, of, stop);

	for (unsigned k = stop; k + 1 < of->stops; k++) {
		const minute arrives = n->departs[trip] + calls[k + 1].arrives;
		struct plan_cost c = {0};

		if (!search_passes(p->s, of, trip, k))
			break;
		if (!leads(p, of->call + k, trip) && !is_aboard(p, trip, stop))
			break;
		touched |= touched_at(p, of, k + 1);
		if (calls[k + 1].no_alight || arrives > p->s->back.at[calls[k + 1].node].into)
			continue;
		if (p->prices || p->emissions)
			search_ride_cost(p->s, trip, boarded, k + 1, &c);
		for (size_t i = 0; i < p->rider_count; i++) {
			struct label on = p->labels[p->riders[i]];

			on.before = p->riders[i];
			on.ready = arrives;
			on.touched |= touched;
			on.trip = trip;
			on.board = (uint16_t)stop;
			on.alight = (uint16_t)(k + 1);
			add_cost(p, &on, &c);
			arrive(p, calls[k + 1].node, &on);
		}
	}
}

/* ---- minute by minute ---- */

static void add_rider(struct pareto *p, uint32_t label)
{
	p->riders = arena_grow(p->a, p->riders, p->rider_count, &p->rider_room, sizeof *p->riders);
	p->riders[p->rider_count++] = label;
}

static bool costs_less(const struct pareto *p, uint32_t label)
{
	for (size_t i = 0; i < p->rider_count; i++)
		if (label_costs_no_more(&p->labels[p->riders[i]], &p->labels[label]))
			return false;
	return true;
}

/* In place of those that have cost no less: now that they wait together, their time counts no more. */
static void add_cheaper(struct pareto *p, uint32_t label)
{
	size_t kept = 0;

	if (!costs_less(p, label))
		return;
	for (size_t i = 0; i < p->rider_count; i++)
		if (!label_costs_no_more(&p->labels[label], &p->labels[p->riders[i]]))
			p->riders[kept++] = p->riders[i];
	p->rider_count = kept;
	add_rider(p, label);
}

/* Who is ready at the node waits for the next trip of each door that may lead to the goal. */
static void wait_at(struct pareto *p, uint32_t node, minute at)
{
	const struct network *n = p->s->n;

	for (uint32_t i = n->nodes[node].board; i < n->nodes[node + 1].board; i++) {
		const struct network_door *d = &n->boards[i];
		const uint32_t last = p->s->back.trip[d->call];
		struct door *w = &p->doors[i];
		uint32_t trip;

		if (last == NETWORK_NONE || n->departs[last] + d->minutes < at)
			continue;
		if (w->round != p->s->round)
			*w = (struct door){p->s->round, NETWORK_NONE, MINUTE_PAST};
		if (w->trip != NETWORK_NONE && n->departs[w->trip] + d->minutes >= at)
			continue; /* is waited for already */
		trip = search_catches(p->s, d, at);
		if (trip >= d->trip_end || trip > last || !search_takes(p->s, &n->patterns[d->pattern]))
			continue;
		w->trip = trip;
		agenda_put(&p->agenda, due_at(p, n->departs[trip] + d->minutes, true),
			(uint32_t)n->node_count * 2 + i);
	}
}

static void close_door(struct pareto *p, uint32_t i)
{
	const struct network *n = p->s->n;
	const struct network_door *d = &n->boards[i];
	const struct network_pattern *of = &n->patterns[d->pattern];
	struct door *w = &p->doors[i];
	const minute closes = n->departs[w->trip] + d->minutes;

	p->rider_count = 0;
	for (uint32_t k = *pareto_first(p, &p->nodes[search_due(n->calls[d->call].node, true)]);
		k != NETWORK_NONE; k = p->labels[k].next)
		if (p->labels[k].ready > w->closed && p->labels[k].ready <= closes)
			add_cheaper(p, k);
	w->closed = closes;
	if (p->rider_count)
		ride(p, of, w->trip, d->stop, d->stop);
}

/* ---- all ---- */

static void set_out(struct pareto *p)
{
	const struct search_query *q = p->s->q;
	const struct network *n = p->s->n;
	struct label l = {
		.ready = p->s->since, .edge = NETWORK_NONE, .before = NETWORK_NONE, .trip = NETWORK_NONE};

	if (q->aboard.trip == NETWORK_NONE) {
		l.touched = p->touches[q->from];
		arrive(p, network_node(n, q->from, CARRY_NONE), &l);
		return;
	}
	p->rider_count = 0;
	add_rider(p, add_label(p, &l, NETWORK_NONE));
	ride(p, &n->patterns[n->trips[q->aboard.trip].pattern], q->aboard.trip, q->aboard.stop,
		q->aboard.boarded);
}

void pareto_scan(struct pareto *p)
{
	const uint32_t doors = (uint32_t)p->s->n->node_count * 2;
	uint32_t due, what;

	agenda_clear(&p->agenda);
	set_out(p);
	while (agenda_take(&p->agenda, &due, &what)) {
		const minute at = p->s->forth.begins + (int32_t)(due / 2);

		if (at > p->until)
			return;
		if (what >= doors)
			close_door(p, what - doors);
		else if (what % 2)
			wait_at(p, what / 2, at);
		else
			go_on(p, what / 2, due ? at : p->s->since);
	}
}

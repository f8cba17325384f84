/* The latest departure that makes a deadline: the search of search.c, from its end. */
#include "domain/search_inside.h"

static void put(struct search_space *s, uint32_t node, bool out, minute at)
{
	agenda_put(&s->back.agenda, (uint32_t)(s->back.begins - at), search_due(node, out));
}

/* Who is ready at the node by its minute makes it: so does who alights in time into what leads there. */
static void make_it(struct search_space *s, uint32_t node, bool met)
{
	const struct network_node *here = &s->n->nodes[node];
	const minute out = s->back.at[node].out;

	for (uint32_t i = here->into; i < here[1].into; i++) {
		const uint32_t edge = s->n->edges_into[i], from = s->n->edges[edge].from;
		struct search_at *to = &s->back.at[from];
		const minute begun = network_begun(s->n, &s->n->edges[edge], out);

		if (begun > to->into && (!met || s->forth.at[from].into <= begun)) {
			to->into = begun;
			to->edge = edge;
			put(s, from, false, begun);
		}
	}
}

/* Aboard of the trip until that stop, as far as no later one of its pattern makes it anyway. */
static void ride(
	struct search_space *s, const struct network_pattern *p, uint32_t trip, unsigned stop, bool met)
{
	const struct network_call *calls = &s->n->calls[p->call];
	const minute departs = s->n->departs[trip];
	uint32_t *last = &s->back.trip[p->call];

	for (unsigned k = stop; k-- > 0 && (last[k] == NETWORK_NONE || last[k] < trip);) {
		const struct network_call *c = &calls[k];
		const minute closes = departs + c->departs - c->cut_off;
		struct search_at *to = &s->back.at[c->node];

		if (!search_passes(s, p, trip, k))
			break;
		last[k] = trip;
		if (c->cut_off != NETWORK_NO_BOARD && closes > to->out &&
			(!met || s->forth.at[c->node].out <= closes)) {
			to->out = closes;
			to->trip = trip;
			to->board = (uint16_t)k;
			to->alight = (uint16_t)stop;
			put(s, c->node, true, closes);
		}
	}
}

/* The last of a door's trips that is there by then, and has room; NETWORK_NONE: none. */
static uint32_t comes_by(const struct search_space *s, const struct network_door *d, minute by)
{
	uint32_t trip = network_through(s->n, d, by + 1);

	while (trip > d->trip && !search_has_room(s, trip - 1))
		trip--;
	return trip > d->trip ? trip - 1 : NETWORK_NONE;
}

static void alight(struct search_space *s, uint32_t node, bool met)
{
	const struct network *n = s->n;

	for (uint32_t i = n->nodes[node].alight; i < n->nodes[node + 1].alight; i++) {
		const struct network_door *d = &n->alights[i];
		const struct network_pattern *p = &n->patterns[d->pattern];
		const uint32_t trip = comes_by(s, d, s->back.at[node].into);

		if (trip != NETWORK_NONE && search_takes(s, p))
			ride(s, p, trip, d->stop, met);
	}
}

void search_back(struct search_space *s, minute deadline, bool met)
{
	struct search_scan *back = &s->back;
	const uint32_t goal = network_node(s->n, s->q->to, CARRY_NONE),
		       start = met ? NETWORK_NONE : network_node(s->n, s->q->from, CARRY_NONE);
	uint32_t due, what;

	search_scan_clear(back, s->n, MINUTE_PAST);
	back->begins = back->at[goal].out = deadline < s->n->last ? deadline : s->n->last;
	make_it(s, goal, met);
	while (agenda_take(&back->agenda, &due, &what)) {
		const uint32_t node = what / 2;
		const bool out = what % 2;

		if (back->begins - (int32_t)due != (out ? back->at[node].out : back->at[node].into))
			continue; /* it may be there later */
		if (node == start)
			break;
		if (out)
			make_it(s, node, met);
		else
			alight(s, node, met);
	}
}

/* What is done with who comes into the node: where it leads, and by what ride it goes on from there; NULL:
 * none. */
static const struct search_at *ride_behind(const struct search_space *s, uint32_t node)
{
	const struct search_at *at = &s->back.at[s->n->edges[s->back.at[node].edge].to];

	return at->trip == NETWORK_NONE ? NULL : at;
}

/* The chain as it runs, ready as early as it can be. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t start, struct plan *p)
{
	const struct network *n = s->n;
	const struct search_at *ride;
	uint32_t node = start;
	size_t i = 0;

	*p = (struct plan){.begins = s->back.at[start].into, .arrives = s->back.at[start].into};
	for (; (ride = ride_behind(s, node)); node = network_leg(n, ride->trip, ride->alight - 1u).to)
		p->count++;
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	for (node = start; (ride = ride_behind(s, node));) {
		const struct network_leg last = network_leg(n, ride->trip, ride->alight - 1u);
		const uint32_t edge = s->back.at[node].edge;

		p->rides[i++] = (struct plan_ride){edge, ride->trip, ride->board, ride->alight,
			network_done(n, &n->edges[edge], p->arrives)};
		p->arrives = last.arrives;
		node = last.to;
	}
	p->edge = s->back.at[node].edge;
	p->arrives = network_done(n, &n->edges[p->edge], p->arrives);
	search_plan_cost(s, p);
}

bool search_latest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	uint32_t start = network_node(s->n, q->from, CARRY_NONE);

	if (search_is_bound(q))
		return search_latest_bound(s, q, a, p);
	search_begin(s, q);
	search_back(s, q->deadline, false);
	if (s->back.at[start].into < s->n->from)
		return false;
	read_chain(s, a, start, p);
	return true;
}

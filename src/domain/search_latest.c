/* The latest departure that makes a deadline: the search of search.c, from its end. */
#include "domain/search_inside.h"

/* Whether, met, the box may be there by then. */
static bool is_met(const struct search_space *s, uint32_t node, minute by, bool met)
{
	return !met || s->forth.out[node] <= by;
}

static void put(struct search_space *s, uint32_t node, bool out, minute at)
{
	agenda_put(&s->back.agenda, (uint32_t)(s->back.begins - at), search_due(node, out));
}

/* Who is ready at the node by its minute makes it: so does who alights in time into what leads there. */
static void make_it(struct search_space *s, uint32_t node, bool met)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_scan *back = &s->back;

	for (uint32_t i = here->into; i < here->into_end; i++) {
		const uint32_t edge = s->n->edges_into[i], from = s->n->edges[edge].from;
		const minute begun = network_begun(s->n, &s->n->edges[edge], back->out[node]);

		if (begun > back->into[from] && (!met || s->forth.into[from] <= begun)) {
			back->into[from] = begun;
			back->way[from] = back->ride[node];
			back->way[from].edge = edge;
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
	struct search_scan *back = &s->back;

	for (unsigned k = stop; k-- > 0;) {
		uint32_t *last = &back->trip[p->call + k];
		const minute closes = departs + calls[k].departs - calls[k].cut_off;

		if ((*last != NETWORK_NONE && *last >= trip) || !search_passes(s, p, trip, k))
			break;
		*last = trip;
		if (calls[k].cut_off != NETWORK_NO_BOARD && closes > back->out[calls[k].node] &&
			is_met(s, calls[k].node, closes, met)) {
			back->out[calls[k].node] = closes;
			back->ride[calls[k].node] =
				(struct search_way){NETWORK_NONE, trip, (uint16_t)k, (uint16_t)stop};
			put(s, calls[k].node, true, closes);
		}
	}
}

/* The last of a door's trips that is there by then, and has room; NETWORK_NONE: none. */
static uint32_t comes_by(const struct search_space *s, const struct network_door *d, minute by)
{
	uint32_t trip = network_next(s->n, d->trip, d->trip_end, by - d->minutes + 1);

	while (trip > d->trip && !search_has_room(s, trip - 1))
		trip--;
	return trip > d->trip ? trip - 1 : NETWORK_NONE;
}

static void alight(struct search_space *s, uint32_t node, bool met)
{
	const struct network *n = s->n;

	for (uint32_t i = n->nodes[node].alight; i < n->nodes[node].alight_end; i++) {
		const struct network_door *d = &n->alights[i];
		const struct network_pattern *p = &n->patterns[d->pattern];
		const uint32_t trip = comes_by(s, d, s->back.into[node]);

		if (trip != NETWORK_NONE && search_takes(s, p))
			ride(s, p, trip, d->call - p->call, met);
	}
}

void search_back(struct search_space *s, minute deadline, bool met)
{
	struct search_scan *back = &s->back;
	const uint32_t goal = network_node(s->n, s->q->to, CARRY_NONE),
		       start = met ? NETWORK_NONE : network_node(s->n, s->q->from, CARRY_NONE);
	uint32_t due, what;

	search_scan_clear(back, s->n, MINUTE_PAST);
	back->begins = back->out[goal] = deadline < s->n->last ? deadline : s->n->last;
	back->ride[goal] = (struct search_way){NETWORK_NONE, NETWORK_NONE, 0, 0};
	make_it(s, goal, met);
	while (agenda_take(&back->agenda, &due, &what)) {
		const uint32_t node = what / 2;
		const bool out = what % 2;

		if (back->begins - (int32_t)due != (out ? back->out : back->into)[node])
			continue; /* it may be there later */
		if (node == start)
			break;
		if (out)
			make_it(s, node, met);
		else
			alight(s, node, met);
	}
}

/* The chain as it runs, ready as early as it can be. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t start, struct plan *p)
{
	const struct search_way *way = &s->back.way[start];
	size_t i = 0;

	*p = (struct plan){.begins = s->back.into[start], .arrives = s->back.into[start]};
	for (; way->trip != NETWORK_NONE; way = &s->back.way[network_leg(s->n, way->trip, way->alight - 1u).to])
		p->count++;
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	for (way = &s->back.way[start]; way->trip != NETWORK_NONE;) {
		const struct network_leg last = network_leg(s->n, way->trip, way->alight - 1u);

		p->rides[i++] = (struct plan_ride){way->edge, way->trip, way->board, way->alight,
			network_done(s->n, &s->n->edges[way->edge], p->arrives)};
		p->arrives = last.arrives;
		way = &s->back.way[last.to];
	}
	p->edge = way->edge;
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

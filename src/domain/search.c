/* The earliest arrival. */
#include "domain/search_inside.h"

#include <string.h>

void search_scan_make(struct search_scan *scan, struct arena *a, const struct network *n)
{
	scan->at = arena_alloc_array(a, n->node_count, sizeof *scan->at);
	scan->trip = arena_alloc_array(a, n->call_count, sizeof *scan->trip);
	scan->agenda.a = a;
}

void search_scan_clear(struct search_scan *scan, const struct network *n, minute at)
{
	const struct search_at none = {at, at, NETWORK_NONE, NETWORK_NONE, 0, 0, -1};

	for (size_t i = 0; i < n->node_count; i++)
		scan->at[i] = none;
	memset(scan->trip, 0xff, n->call_count * sizeof *scan->trip);
	agenda_clear(&scan->agenda);
}

struct search_space *search_space_make(struct arena *a, const struct network *n)
{
	struct search_space *s = arena_alloc(a, sizeof *s);

	s->n = n;
	s->a = a;
	search_scan_make(&s->forth, a, n);
	search_scan_make(&s->back, a, n);
	s->service_no = arena_alloc_array(a, n->timetable->service_count, sizeof *s->service_no);
	s->rates = arena_alloc_array(a, n->currencies.count + 1, sizeof *s->rates);
	s->sizes = arena_alloc_array(a, n->sizes.count + 1, sizeof *s->sizes);
	s->sizes[0] = true;
	s->place_no = arena_alloc_array(a, n->timetable->place_count, sizeof *s->place_no);
	return s;
}

static uint32_t due_at(const struct search_space *s, minute at)
{
	return at > s->forth.begins ? (uint32_t)(at - s->forth.begins) : 0;
}

static int32_t far_from(struct search_space *s, uint32_t node)
{
	struct search_at *at = &s->forth.at[node];

	if (at->far < 0)
		at->far = network_far(s->n, node, &s->forth.goal);
	return at->far;
}

/* Aboard of the trip from that stop on, as far as no earlier one of its pattern brings the box anyway. */
static void ride(struct search_space *s, const struct network_pattern *p, uint32_t trip, unsigned stop)
{
	const struct network_call *calls = &s->n->calls[p->call];
	const minute departs = s->n->departs[trip];
	uint32_t *first = &s->forth.trip[p->call];

	for (unsigned k = stop; k + 1u < p->stops && trip < first[k]; k++) {
		const struct network_call *c = &calls[k + 1];
		const minute arrives = departs + c->arrives;
		struct search_at *to = &s->forth.at[c->node];

		if (!search_passes(s, p, trip, k))
			break;
		first[k] = trip;
		if (c->no_alight || arrives >= to->into || far_from(s, c->node) == NETWORK_FAR ||
			to->far > s->forth.until - arrives)
			continue;
		to->into = arrives;
		to->trip = trip;
		to->board = (uint16_t)stop;
		to->alight = (uint16_t)(k + 1);
		agenda_put(&s->forth.agenda, due_at(s, arrives + to->far), c->node);
	}
}

static void board(struct search_space *s, uint32_t node)
{
	const struct network *n = s->n;
	const minute ready = s->forth.at[node].out;

	for (uint32_t i = n->nodes[node].board; i < n->nodes[node + 1].board; i++) {
		const struct network_door *d = &n->boards[i];
		const uint32_t trip = search_catches(s, d, ready);

		if (trip < d->trip_end && trip < s->forth.trip[d->call] &&
			search_takes(s, &n->patterns[d->pattern]))
			ride(s, &n->patterns[d->pattern], trip, d->stop);
	}
}

/* A box that has come into the node is ready for what leaves, and boards it. */
static void go_on(struct search_space *s, uint32_t node, uint32_t goal)
{
	const struct network_node *here = &s->n->nodes[node];
	const minute into = s->forth.at[node].into;

	for (uint32_t i = here->out; i < here[1].out; i++) {
		const struct network_edge *e = &s->n->edges[i];
		struct search_at *to = &s->forth.at[e->to];
		minute ready;

		if (e->ends && e->to != goal)
			continue;
		ready = network_done(s->n, e, into);
		if (ready >= to->out)
			continue;
		to->out = ready;
		to->edge = i;
		board(s, e->to);
	}
}

static void set_out(struct search_space *s, uint32_t goal)
{
	const struct search_query *q = s->q;

	if (q->aboard.trip == NETWORK_NONE) {
		const uint32_t node = network_node(s->n, q->from, CARRY_NONE);

		/* Nothing happens before the first door closes, however early the box is there. */
		s->since = s->forth.at[node].into = q->at;
		s->forth.begins = s->since > s->n->first ? s->since : s->n->first;
		go_on(s, node, goal);
	} else {
		s->since = s->forth.begins = network_leg(s->n, q->aboard.trip, q->aboard.stop).departs;
		ride(s, &s->n->patterns[s->n->trips[q->aboard.trip].pattern], q->aboard.trip, q->aboard.stop);
	}
}

/* Nodes in the order of when it may be at the goal by them (A*): of none it is known later that a box comes
 * into it earlier. */
void search_forth(struct search_space *s, minute until, int32_t horizon)
{
	struct search_scan *forth = &s->forth;
	const uint32_t goal = network_node(s->n, s->q->to, CARRY_NONE);
	uint32_t due, node;

	search_scan_clear(forth, s->n, MINUTE_NEVER);
	forth->until = until;
	forth->goal = network_goal(s->n, goal);
	set_out(s, goal);
	while (agenda_take(&forth->agenda, &due, &node)) {
		const minute at = forth->at[node].into + forth->at[node].far;

		if (due_at(s, at) != due)
			continue; /* it was there earlier */
		if (at > forth->until)
			break;
		go_on(s, node, goal);
		if (horizon >= 0 && forth->at[goal].out < forth->until - horizon)
			forth->until = forth->at[goal].out + horizon;
	}
}

/* The ride before one is ready at the node; NULL: none. */
static const struct search_at *ride_before(const struct search_space *s, uint32_t node)
{
	const struct search_at *at = &s->forth.at[s->n->edges[s->forth.at[node].edge].from];

	return at->trip == NETWORK_NONE ? NULL : at;
}

/* Whether that ride was aboard when the query began. */
static bool is_aboard(const struct search_query *q, const struct search_at *ride)
{
	return ride->trip == q->aboard.trip && ride->board == q->aboard.stop;
}

static uint32_t boarded_at(const struct search_space *s, const struct search_at *ride)
{
	return network_leg(s->n, ride->trip, ride->board).from;
}

/* From the goal to where it begins. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t goal, struct plan *p)
{
	const struct search_at *at = s->forth.at, *ride;

	*p = (struct plan){.edge = at[goal].edge, .arrives = at[goal].out, .begins = s->since};
	for (ride = ride_before(s, goal); ride; p->count++)
		ride = is_aboard(s->q, ride) ? NULL : ride_before(s, boarded_at(s, ride));
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	ride = ride_before(s, goal);
	for (size_t i = p->count; i-- > 0;) {
		const uint32_t node = boarded_at(s, ride);

		p->rides[i] = (struct plan_ride){
			at[node].edge, ride->trip, ride->board, ride->alight, at[node].out};
		if (is_aboard(s->q, ride))
			p->rides[i] = (struct plan_ride){
				NETWORK_NONE, ride->trip, s->q->aboard.boarded, ride->alight, s->since};
		else
			ride = ride_before(s, node);
	}
	search_plan_cost(s, p);
}

bool search_earliest(struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	uint32_t goal = network_node(s->n, q->to, CARRY_NONE);

	if (search_is_bound(q))
		return search_earliest_bound(s, q, a, p);
	search_begin(s, q);
	search_forth(s, q->deadline, 0);
	if (s->forth.at[goal].out > q->deadline || s->forth.at[goal].out == MINUTE_NEVER)
		return false;
	read_chain(s, a, goal, p);
	return true;
}

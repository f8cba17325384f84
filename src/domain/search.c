/* The earliest arrival. */
#include "domain/search_inside.h"

#include <string.h>

void search_scan_make(struct search_scan *scan, struct arena *a, const struct network *n)
{
	scan->out = arena_alloc_array(a, n->node_count, sizeof *scan->out);
	scan->into = arena_alloc_array(a, n->node_count, sizeof *scan->into);
	scan->way = arena_alloc_array(a, n->node_count, sizeof *scan->way);
	scan->ride = arena_alloc_array(a, n->node_count, sizeof *scan->ride);
	scan->trip = arena_alloc_array(a, n->call_count, sizeof *scan->trip);
	scan->agenda.a = a;
}

void search_scan_clear(struct search_scan *scan, const struct network *n, minute at)
{
	for (size_t i = 0; i < n->node_count; i++)
		scan->out[i] = scan->into[i] = at;
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

static void put(struct search_space *s, uint32_t node, bool out, minute at)
{
	agenda_put(&s->forth.agenda, due_at(s, at), search_due(node, out));
}

/* A box that has come into the node is ready for what leaves. */
static void go_on(struct search_space *s, uint32_t node, uint32_t goal, const struct search_way *ride)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_scan *forth = &s->forth;

	for (uint32_t i = here->out; i < here->out_end; i++) {
		const struct network_edge *e = &s->n->edges[i];
		minute ready;

		if (s->n->nodes[e->to].carry == CARRY_NONE && e->to != goal)
			continue;
		ready = network_done(s->n, e, forth->into[node]);
		if (ready < forth->out[e->to]) {
			forth->out[e->to] = ready;
			forth->way[e->to] = *ride;
			forth->way[e->to].edge = i;
			put(s, e->to, true, ready);
		}
	}
}

/* Aboard of the trip from that stop on, as far as no earlier one of its pattern brings the box anyway. */
static void ride(struct search_space *s, const struct network_pattern *p, uint32_t trip, unsigned stop)
{
	const struct network_call *calls = &s->n->calls[p->call];
	const minute departs = s->n->departs[trip];
	struct search_scan *forth = &s->forth;

	for (unsigned k = stop; k + 1 < p->stops && trip < forth->trip[p->call + k]; k++) {
		const struct network_call *to = &calls[k + 1];

		if (!search_passes(s, p, trip, k))
			break;
		forth->trip[p->call + k] = trip;
		if (!to->no_alight && departs + to->arrives < forth->into[to->node]) {
			forth->into[to->node] = departs + to->arrives;
			forth->ride[to->node] =
				(struct search_way){NETWORK_NONE, trip, (uint16_t)stop, (uint16_t)(k + 1)};
			put(s, to->node, false, departs + to->arrives);
		}
	}
}

static void board(struct search_space *s, uint32_t node)
{
	const struct network *n = s->n;
	const minute ready = s->forth.out[node];

	for (uint32_t i = n->nodes[node].board; i < n->nodes[node].board_end; i++) {
		const struct network_door *d = &n->boards[i];
		const uint32_t trip = search_catches(s, d, ready);
		const struct network_pattern *p = &n->patterns[d->pattern];

		if (trip < d->trip_end && trip < s->forth.trip[d->call] && search_takes(s, p))
			ride(s, p, trip, d->call - p->call);
	}
}

static void set_out(struct search_space *s, uint32_t goal)
{
	const struct search_query *q = s->q;
	const struct search_way none = {NETWORK_NONE, NETWORK_NONE, 0, 0};

	s->since = q->aboard.trip == NETWORK_NONE
			   ? q->at
			   : network_leg(s->n, q->aboard.trip, q->aboard.stop).departs;
	/* Nothing happens before the first door closes, however early the box is there. */
	s->forth.begins = s->since > s->n->first ? s->since : s->n->first;
	if (q->aboard.trip == NETWORK_NONE) {
		const uint32_t node = network_node(s->n, q->from, CARRY_NONE);

		s->forth.into[node] = q->at;
		go_on(s, node, goal, &none);
	} else {
		ride(s, &s->n->patterns[s->n->trips[q->aboard.trip].pattern], q->aboard.trip, q->aboard.stop);
	}
}

void search_forth(struct search_space *s, minute until, int32_t horizon)
{
	struct search_scan *forth = &s->forth;
	const uint32_t goal = network_node(s->n, s->q->to, CARRY_NONE);
	uint32_t due, what;

	search_scan_clear(forth, s->n, MINUTE_NEVER);
	set_out(s, goal);
	while (agenda_take(&forth->agenda, &due, &what)) {
		const uint32_t node = what / 2;
		const bool out = what % 2;
		const minute at = (out ? forth->out : forth->into)[node];

		if (due_at(s, at) != due)
			continue; /* it was there earlier */
		if (at > until)
			break;
		if (!out)
			go_on(s, node, goal, &forth->ride[node]);
		else if (node != goal)
			board(s, node);
		else if (horizon >= 0 && horizon < until - at)
			until = at + horizon;
	}
}

/* Backwards from the goal: the chain of ways. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t goal, struct plan *p)
{
	const struct search_scan *forth = &s->forth;
	const struct search_aboard *aboard = &s->q->aboard;
	const struct search_way *way;

	*p = (struct plan){.edge = forth->way[goal].edge, .arrives = forth->out[goal], .begins = s->since};
	for (way = &forth->way[goal]; way->trip != NETWORK_NONE; p->count++) {
		if (way->trip == aboard->trip && way->board == aboard->stop) {
			p->count++;
			break;
		}
		way = &forth->way[network_leg(s->n, way->trip, way->board).from];
	}
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	way = &forth->way[goal];
	for (size_t i = p->count; i-- > 0;) {
		const uint32_t from = network_leg(s->n, way->trip, way->board).from;
		struct plan_ride *r = &p->rides[i];

		*r = (struct plan_ride){NETWORK_NONE, way->trip, way->board, way->alight, s->since};
		if (way->trip == aboard->trip && way->board == aboard->stop) {
			r->board = aboard->boarded;
		} else {
			way = &forth->way[from];
			r->edge = way->edge;
			r->ready = forth->out[from];
		}
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
	if (s->forth.out[goal] > q->deadline || s->forth.out[goal] == MINUTE_NEVER)
		return false;
	read_chain(s, a, goal, p);
	return true;
}

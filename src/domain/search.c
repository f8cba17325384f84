/* The earliest arrival. */
#include "domain/search_inside.h"

#include <string.h>

static size_t words_of(const struct network *n)
{
	return n->trip_count / 64 + 1;
}

void search_scan_make(struct search_scan *scan, struct arena *a, const struct network *n)
{
	scan->out = arena_alloc_array(a, n->node_count, sizeof *scan->out);
	scan->into = arena_alloc_array(a, n->node_count, sizeof *scan->into);
	scan->way = arena_alloc_array(a, n->node_count, sizeof *scan->way);
	scan->aboard = arena_alloc_array(a, words_of(n), sizeof *scan->aboard);
	scan->met = arena_alloc_array(a, words_of(n), sizeof *scan->met);
	scan->leg = arena_alloc_array(a, n->trip_count, sizeof *scan->leg);
	scan->last = arena_alloc_array(a, n->trip_count, sizeof *scan->last);
}

void search_scan_clear(struct search_scan *scan, const struct network *n, minute at)
{
	for (size_t i = 0; i < n->node_count; i++)
		scan->out[i] = scan->into[i] = at;
	memset(scan->aboard, 0, words_of(n) * sizeof *scan->aboard);
	memset(scan->met, 0, words_of(n) * sizeof *scan->met);
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

/* A box that comes into the node at `at` is ready for what leaves. */
static void go_on(struct search_space *s, uint32_t node, minute at, uint32_t board, uint32_t alight)
{
	const struct network_node *here = &s->n->nodes[node];
	struct search_scan *forth = &s->forth;

	forth->into[node] = at;
	for (uint32_t i = here->out; i < here->out_end; i++) {
		const struct network_edge *e = &s->n->edges[i];
		minute ready = network_done(s->n, e, at);

		if (ready < forth->out[e->to]) {
			forth->out[e->to] = ready;
			forth->way[e->to] = (struct search_way){i, board, alight};
		}
	}
}

/* Where legs begin to be of interest: set out at the place, or aboard. */
static uint32_t set_out(struct search_space *s)
{
	const struct search_query *q = s->q;
	uint32_t leg;

	s->since = q->at;
	if (q->aboard.trip == NETWORK_NONE) {
		go_on(s, network_node(s->n, q->from, CARRY_NONE), q->at, NETWORK_NONE, NETWORK_NONE);
		return (uint32_t)network_first(s->n, q->at);
	}
	leg = s->n->order[s->n->trips[q->aboard.trip].first + q->aboard.stop];
	s->since = s->n->legs[leg].departs;
	search_set(s->forth.aboard, q->aboard.trip);
	search_set(s->forth.met, q->aboard.trip);
	s->forth.leg[q->aboard.trip] = leg;
	return leg;
}

/* Most legs of a scan change nothing, whether one is aboard or not: that is seen by one test, which does not
 * depend on what is hard to foretell. */
static inline bool changes(const struct search_space *s, const struct network_leg *l)
{
	const struct search_scan *forth = &s->forth;
	bool aboard = search_bit(forth->aboard, l->trip);
	bool boards = !aboard & (forth->out[l->from] <= l->departs - l->cut_off);
	bool better = l->arrives < forth->into[l->to];

	return boards | (aboard & (better | l->restricted | s->avoids_places));
}

static void ride(struct search_space *s, const struct network_leg *l, uint32_t leg)
{
	struct search_scan *forth = &s->forth;

	if (!search_bit(forth->aboard, l->trip)) {
		if (!search_takes(s, l))
			return;
		search_set(forth->aboard, l->trip);
		search_set(forth->met, l->trip);
		forth->leg[l->trip] = leg;
	}
	if (!search_passes(s, l))
		search_unset(forth->aboard, l->trip);
	else if (l->arrives < forth->into[l->to] && !l->no_alight)
		go_on(s, l->to, l->arrives, forth->leg[l->trip], leg);
}

void search_forth(struct search_space *s, minute until, int32_t horizon)
{
	const struct network *n = s->n;
	const minute *goal = &s->forth.out[network_node(n, s->q->to, CARRY_NONE)];
	minute known = MINUTE_NEVER;
	size_t end = network_first(n, until);

	search_scan_clear(&s->forth, n, MINUTE_NEVER);
	for (uint32_t i = set_out(s); i < end; i++) {
		if (!changes(s, &n->legs[i]))
			continue;
		ride(s, &n->legs[i], i);
		if (*goal < known && horizon >= 0) {
			known = *goal;
			end = horizon < until - known ? network_first(n, known + horizon) : end;
		}
	}
}

/* Whether the ride that begins with the leg was aboard already. */
static bool is_first(const struct search_query *q, const struct network_leg *l)
{
	return q->aboard.trip == l->trip && q->aboard.stop == l->stop;
}

/* Backwards from the goal: the chain of ways, each with the leg that it boards. */
static void read_chain(const struct search_space *s, struct arena *a, uint32_t goal, struct plan *p)
{
	const struct search_scan *forth = &s->forth;
	uint32_t node = goal, i;

	*p = (struct plan){.edge = forth->way[goal].edge, .arrives = forth->out[goal], .begins = s->q->at};
	while (forth->way[node].board != NETWORK_NONE) {
		const struct network_leg *l = search_leg_at(s, forth->way[node].board);

		p->count++;
		if (is_first(s->q, l))
			break;
		node = l->from;
	}
	p->rides = arena_alloc_array(a, p->count, sizeof *p->rides);
	node = goal;
	for (i = (uint32_t)p->count; i-- > 0;) {
		const struct search_way *way = &forth->way[node];
		const struct network_leg *l = search_leg_at(s, way->board);

		p->rides[i] = search_ride(s, way->board, way->alight);
		node = l->from;
		if (is_first(s->q, l)) {
			p->begins = p->rides[i].ready = l->departs;
			p->rides[i].board = s->q->aboard.boarded;
		} else {
			p->rides[i].edge = forth->way[node].edge;
			p->rides[i].ready = forth->out[node];
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

/*
 * All plans of which none is better in everything.
 *
 * A label is one way to be ready at a node, or to be where the query goes.  Labels of a node of which one is
 * no worse than another in time and in all that counts are not both kept.  Aboard a trip a label keeps where
 * it boarded, for prices are of the whole ride: only those that boarded at the same stop are compared there,
 * and their time no longer.
 */
#include "domain/search_inside.h"

#include <string.h>

struct label {
	minute ready;
	uint32_t rides;
	int64_t price, grams;
	uint8_t unpriced, uncounted;
	uint8_t touched;        /* places that are required: bits */
	uint32_t next;          /* of its bag; NETWORK_NONE: the last */
	uint32_t before;        /* label; NETWORK_NONE: it begins here */
	uint32_t edge;          /* by which it is ready */
	uint32_t board, alight; /* legs of the ride before that */
};

struct aboard {         /* a label that boarded there, and goes with the trip */
	uint32_t label; /* NETWORK_NONE: it was aboard from the beginning */
	uint32_t board; /* leg */
	uint32_t next;
};

struct bag {
	uint32_t round, first;
};

struct pareto {
	struct search_space *s;
	struct arena *a;
	struct label *labels;
	struct aboard *aboard;
	size_t label_count, aboard_count, label_room, aboard_room;
	struct bag *nodes, *trips;     /* labels that are ready at the node; that are aboard */
	uint32_t goal;                 /* node */
	minute until;                  /* what arrives later is of no interest */
	bool hurries;                  /* nothing but the first arrival is */
	bool prices, emissions, rides; /* are counted */
	uint8_t *touches;              /* of each place the bit of its being required */
};

static struct pareto *pareto_of(struct search_space *s)
{
	struct pareto *p = s->pareto;

	if (p)
		return p;
	p = s->pareto = arena_alloc(s->a, sizeof *p);
	*p = (struct pareto){.s = s, .a = s->a};
	p->nodes = arena_alloc_array(s->a, s->n->node_count, sizeof *p->nodes);
	p->trips = arena_alloc_array(s->a, s->n->trip_count, sizeof *p->trips);
	p->touches = arena_alloc_array(s->a, s->n->timetable->place_count, sizeof *p->touches);
	return p;
}

static uint32_t *first_of(const struct pareto *p, struct bag *b)
{
	if (b->round != p->s->round)
		*b = (struct bag){p->s->round, NETWORK_NONE};
	return &b->first;
}

/* ---- which is better ---- */

static bool no_worse_beside_time(const struct label *a, const struct label *b)
{
	return a->price <= b->price && a->grams <= b->grams && a->rides <= b->rides &&
	       a->unpriced <= b->unpriced && a->uncounted <= b->uncounted &&
	       (a->touched & b->touched) == b->touched;
}

static bool no_worse(const struct label *a, const struct label *b)
{
	return a->ready <= b->ready && no_worse_beside_time(a, b);
}

/* Whether it is still allowed, and no way that is found already is as good whatever it comes to. */
static bool is_hopeful(const struct pareto *p, const struct label *l)
{
	const struct search_query *q = p->s->q;
	uint8_t all = (uint8_t)((1u << q->required_count) - 1);

	if (l->ready > p->until)
		return false;
	if ((q->max_transfers >= 0 && l->rides > (uint32_t)q->max_transfers + 1) ||
		(q->max_price >= 0 && (l->unpriced || l->price > q->max_price)))
		return false;
	for (uint32_t i = *first_of(p, &p->nodes[p->goal]); i != NETWORK_NONE; i = p->labels[i].next)
		if (p->labels[i].touched == all && no_worse(&p->labels[i], l))
			return false;
	return true;
}

/* Into the bag of a node, in place of those that are no better. */
static void keep(struct pareto *p, uint32_t node, const struct label *l)
{
	uint32_t *at = first_of(p, &p->nodes[node]);

	for (uint32_t i = *at; i != NETWORK_NONE; i = p->labels[i].next)
		if (no_worse(&p->labels[i], l))
			return;
	while (*at != NETWORK_NONE)
		if (no_worse(l, &p->labels[*at]))
			*at = p->labels[*at].next;
		else
			at = &p->labels[*at].next;
	p->labels = arena_grow(p->a, p->labels, p->label_count, &p->label_room, sizeof *p->labels);
	p->labels[p->label_count] = *l;
	p->labels[p->label_count].next = *first_of(p, &p->nodes[node]);
	*first_of(p, &p->nodes[node]) = (uint32_t)p->label_count++;
}

/* ---- the scan ---- */

static void add_cost(const struct pareto *p, struct label *l, const struct plan_cost *c)
{
	if (p->prices) {
		l->price += c->price;
		l->unpriced |= c->unpriced;
	}
	if (p->emissions) {
		l->grams += c->grams;
		l->uncounted |= c->uncounted;
	}
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
		on.touched |= p->touches[n->nodes[e->to].place];
		if (!is_hopeful(p, &on) ||
			(e->to == p->goal && on.touched != (1u << p->s->q->required_count) - 1))
			continue;
		keep(p, e->to, &on);
		if (e->to == p->goal && p->hurries)
			p->until = on.ready;
	}
}

static void climb(struct pareto *p, const struct network_leg *l, uint32_t label, uint32_t board)
{
	uint32_t *first = first_of(p, &p->trips[l->trip]), *at = first;

	for (uint32_t i = *first; i != NETWORK_NONE; i = p->aboard[i].next)
		if (p->aboard[i].board == board && p->aboard[i].label != NETWORK_NONE &&
			no_worse_beside_time(&p->labels[p->aboard[i].label], &p->labels[label]))
			return;
	while (*at != NETWORK_NONE)
		if (p->aboard[*at].board == board && p->aboard[*at].label != NETWORK_NONE &&
			no_worse_beside_time(&p->labels[label], &p->labels[p->aboard[*at].label]))
			*at = p->aboard[*at].next;
		else
			at = &p->aboard[*at].next;
	p->aboard = arena_grow(p->a, p->aboard, p->aboard_count, &p->aboard_room, sizeof *p->aboard);
	p->aboard[p->aboard_count] = (struct aboard){label, board, *first};
	*first = (uint32_t)p->aboard_count++;
}

static void board(struct pareto *p, const struct network_leg *l, uint32_t leg)
{
	for (uint32_t i = *first_of(p, &p->nodes[l->from]); i != NETWORK_NONE; i = p->labels[i].next)
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
	const struct network_leg *first = search_leg_at(p->s, from->board);
	struct label on = {.alight = leg, .board = from->board, .before = from->label};
	unsigned priced_from = first->stop;
	struct plan_cost c = {0};

	if (from->label != NETWORK_NONE) {
		const struct label *was = &p->labels[from->label];

		on.price = was->price, on.grams = was->grams, on.rides = was->rides;
		on.unpriced = was->unpriced, on.uncounted = was->uncounted, on.touched = was->touched;
	} else {
		priced_from = p->s->q->aboard.boarded;
	}
	on.ready = l->arrives;
	on.rides += p->rides;
	on.touched |= touched_by(p, l, first->stop);
	if (p->prices || p->emissions) {
		search_ride_cost(p->s, l->trip, priced_from, l->stop + 1u, &c);
		add_cost(p, &on, &c);
	}
	go_on(p, l->to, &on);
}

static size_t set_out(struct pareto *p)
{
	const struct search_query *q = p->s->q;
	uint32_t leg;

	if (q->aboard.trip == NETWORK_NONE) {
		struct label l = {.ready = q->at,
			.before = NETWORK_NONE,
			.board = NETWORK_NONE,
			.touched = p->touches[q->from]};

		go_on(p, network_node(p->s->n, q->from, CARRY_NONE), &l);
		return network_first(p->s->n, q->at);
	}
	leg = p->s->n->order[p->s->n->trips[q->aboard.trip].first + q->aboard.stop];
	p->aboard = arena_grow(p->a, p->aboard, p->aboard_count, &p->aboard_room, sizeof *p->aboard);
	p->aboard[p->aboard_count] = (struct aboard){NETWORK_NONE, leg, NETWORK_NONE};
	*first_of(p, &p->trips[q->aboard.trip]) = (uint32_t)p->aboard_count++;
	return leg;
}

static void scan(struct pareto *p)
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
			*first_of(p, &p->trips[l->trip]) = NETWORK_NONE;
			continue;
		}
		if (waited_for && search_takes(s, l))
			board(p, l, (uint32_t)i);
		if (!l->no_alight)
			for (uint32_t k = *first_of(p, &p->trips[l->trip]); k != NETWORK_NONE;
				k = p->aboard[k].next)
				alight(p, l, (uint32_t)i,
					&(struct aboard){p->aboard[k].label, p->aboard[k].board, 0});
	}
}

/* Until when arrivals are of interest, once the legs are met that lead there; MINUTE_PAST: nothing arrives.
 */
static minute find_until(struct search_space *s, const struct search_query *q, uint32_t goal)
{
	bool first_is_best = q->horizon >= 0 && q->criteria && !search_is_bound(q);
	minute first;

	search_forth(s, q->deadline, first_is_best ? q->horizon : SEARCH_NO_LIMIT);
	first = s->forth.out[goal];
	if (first > q->deadline || first == MINUTE_NEVER)
		return MINUTE_PAST;
	return first_is_best && q->horizon < q->deadline - first ? first + q->horizon : q->deadline;
}

/* False: nothing is found. */
static bool begin(struct pareto *p, const struct search_query *q)
{
	search_begin(p->s, q);
	p->label_count = p->aboard_count = 0;
	p->goal = network_node(p->s->n, q->to, CARRY_NONE);
	p->prices = (q->criteria & SEARCH_PRICE) || q->max_price >= 0;
	p->emissions = q->criteria & SEARCH_CO2E;
	p->rides = (q->criteria & SEARCH_TRANSFERS) || q->max_transfers >= 0;
	memset(p->touches, 0, p->s->n->timetable->place_count);
	p->hurries = !q->criteria;
	for (size_t i = 0; i < q->required_count; i++)
		p->touches[q->required[i]] |= (uint8_t)(1u << i);
	p->until = find_until(p->s, q, p->goal);
	if (p->until != MINUTE_PAST)
		search_back(p->s, p->until, true);
	return p->until != MINUTE_PAST;
}

/* ---- what was found ---- */

static struct plan plan_of(const struct pareto *p, struct arena *a, const struct label *goal)
{
	const struct search_space *s = p->s;
	struct plan plan = {.edge = goal->edge, .arrives = goal->ready, .begins = s->q->at};
	const struct label *l;

	for (l = goal; l && l->board != NETWORK_NONE;
		l = l->before == NETWORK_NONE ? NULL : &p->labels[l->before])
		plan.count++;
	plan.rides = arena_alloc_array(a, plan.count, sizeof *plan.rides);
	l = goal;
	for (size_t i = plan.count; i-- > 0;) {
		struct plan_ride *r = &plan.rides[i];

		*r = search_ride(s, l->board, l->alight);
		if (l->before != NETWORK_NONE) {
			const struct label *before = &p->labels[l->before];

			r->edge = before->edge;
			r->ready = before->ready;
			l = before;
		} else {
			plan.begins = r->ready = search_leg_at(s, l->board)->departs;
			r->board = s->q->aboard.boarded;
		}
	}
	search_plan_cost(s, &plan);
	return plan;
}

static int64_t compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_what_counts(const void *a, const void *b)
{
	const struct label *x = *(const struct label *const *)a, *y = *(const struct label *const *)b;
	int64_t d = compare(x->ready, y->ready);

	d = d ? d : compare(x->unpriced, y->unpriced);
	d = d ? d : compare(x->price, y->price);
	d = d ? d : compare(x->uncounted, y->uncounted);
	d = d ? d : compare(x->grams, y->grams);
	return (int)(d ? d : compare(x->rides, y->rides));
}

/* What was counted only because it is bound counts no more. */
static size_t settle(struct pareto *p, const struct label **goals)
{
	const struct search_query *q = p->s->q;
	size_t n = 0;

	for (uint32_t i = *first_of(p, &p->nodes[p->goal]); i != NETWORK_NONE; i = p->labels[i].next) {
		struct label *l = &p->labels[i];

		if (!(q->criteria & SEARCH_PRICE))
			l->price = 0, l->unpriced = 0;
		if (!(q->criteria & SEARCH_TRANSFERS))
			l->rides = 0;
		goals[n++] = l;
	}
	qsort(goals, n, sizeof *goals, by_what_counts);
	return n;
}

static bool is_beaten(const struct label *const *kept, size_t n, const struct label *l)
{
	size_t i = 0;

	while (i < n && !no_worse(kept[i], l))
		i++;
	return i < n;
}

static size_t find(struct search_space *s, const struct search_query *q, struct arena *a, struct plan **plans)
{
	struct pareto *p = pareto_of(s);
	const struct label **goals;
	size_t found, kept = 0;

	*plans = NULL;
	if (!begin(p, q))
		return 0;
	scan(p);
	goals = arena_alloc_array(a, p->label_count + 1, sizeof *goals);
	found = settle(p, goals);
	for (size_t i = 0; i < found; i++)
		if (!is_beaten(goals, kept, goals[i]))
			goals[kept++] = goals[i];
	*plans = arena_alloc_array(a, kept, sizeof **plans);
	for (size_t i = 0; i < kept; i++)
		(*plans)[i] = plan_of(p, a, goals[i]);
	return kept;
}

/* With what is bound, the horizon begins at the first arrival that is not beyond the bounds. */
size_t search_plans(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan **plans)
{
	struct search_query then = *q;
	struct plan first;

	if (q->horizon < 0 || !search_is_bound(q))
		return find(s, q, a, plans);
	*plans = NULL;
	if (!search_earliest_bound(s, q, a, &first))
		return 0;
	then.horizon = SEARCH_NO_LIMIT;
	if (q->horizon < q->deadline - first.arrives)
		then.deadline = first.arrives + q->horizon;
	return find(s, &then, a, plans);
}

/* ---- one plan, with what is bound ---- */

bool search_earliest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	struct search_query first = *q;
	struct plan *plans;
	size_t n;

	first.criteria = 0;
	first.horizon = SEARCH_NO_LIMIT;
	n = find(s, &first, a, &plans);
	if (n)
		*p = plans[0];
	return n > 0;
}

/* Who may begin later may begin earlier and wait: the last minute is between one that makes it and one that
 * does not. */
bool search_latest_bound(
	struct search_space *s, const struct search_query *q, struct arena *a, struct plan *p)
{
	struct search_query then = *q;
	minute makes = s->n->from, fails = makes + 1;
	struct arena scratch = ARENA_INIT;
	struct plan tried;

	then.at = makes;
	if (!search_earliest_bound(s, &then, a, p))
		return false;
	if (s->n->leg_count)
		fails = s->n->legs[s->n->leg_count - 1].departs + 1;
	while (fails - makes > 1) {
		then.at = makes + (fails - makes) / 2;
		if (search_earliest_bound(s, &then, &scratch, &tried))
			makes = then.at;
		else
			fails = then.at;
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	then.at = makes;
	return search_earliest_bound(s, &then, a, p);
}

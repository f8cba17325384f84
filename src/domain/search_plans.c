/* Plans of which none is better in everything, and those that are best within bounds. */
#include "domain/search_labels.h"

#include <string.h>

/* ---- a query is taken up ---- */

static struct pareto *pareto_of(struct search_space *s)
{
	struct pareto *p = s->pareto;

	if (p)
		return p;
	p = s->pareto = arena_alloc(s->a, sizeof *p);
	*p = (struct pareto){.s = s, .a = s->a};
	p->nodes = arena_alloc_array(s->a, 2 * s->n->node_count, sizeof *p->nodes);
	p->doors = arena_alloc_array(s->a, s->n->board_count, sizeof *p->doors);
	p->agenda.a = s->a;
	p->touches = arena_alloc_array(s->a, s->n->timetable->place_count, sizeof *p->touches);
	return p;
}

/* Until when arrivals are of interest, once the legs are met that lead there; MINUTE_PAST: nothing arrives.
 */
static minute find_until(struct search_space *s, const struct search_query *q, uint32_t goal)
{
	bool first_is_best = q->horizon >= 0 && q->criteria && !search_is_bound(q);
	minute first;

	search_forth(s, q->deadline, first_is_best ? q->horizon : SEARCH_NO_LIMIT);
	first = s->forth.at[goal].out;
	if (first > q->deadline || first == MINUTE_NEVER)
		return MINUTE_PAST;
	return first_is_best && q->horizon < q->deadline - first ? first + q->horizon : q->deadline;
}

/* False: nothing is found. */
static bool begin(struct pareto *p, const struct search_query *q)
{
	search_begin(p->s, q);
	p->label_count = 0;
	p->goal = network_node(p->s->n, q->to, CARRY_NONE);
	p->prices = (q->criteria & SEARCH_PRICE) || q->max_price >= 0;
	p->emissions = q->criteria & SEARCH_CO2E;
	p->transfers = (q->criteria & SEARCH_TRANSFERS) || q->max_transfers >= 0;
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
	struct plan plan = {.edge = goal->edge, .arrives = goal->ready, .begins = p->s->since};
	const struct label *l;

	for (l = goal; l->trip != NETWORK_NONE; l = &p->labels[l->before])
		plan.count++;
	plan.rides = arena_alloc_array(a, plan.count, sizeof *plan.rides);
	l = goal;
	for (size_t i = plan.count; i-- > 0; l = &p->labels[l->before]) {
		struct plan_ride *r = &plan.rides[i];

		*r = (struct plan_ride){
			p->labels[l->before].edge, l->trip, l->board, l->alight, p->labels[l->before].ready};
		if (r->edge == NETWORK_NONE)
			r->board = p->s->q->aboard.boarded;
	}
	search_plan_cost(p->s, &plan);
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

	d = d ? d : compare(x->price, y->price);
	d = d ? d : compare(x->grams, y->grams);
	return (int)(d ? d : compare(x->transfers, y->transfers));
}

/* What was counted only because it is bound counts no more. */
static size_t settle(struct pareto *p, const struct label **goals)
{
	const struct search_query *q = p->s->q;
	size_t n = 0;

	for (uint32_t i = *pareto_first(p, &p->nodes[search_due(p->goal, true)]); i != NETWORK_NONE;
		i = p->labels[i].next) {
		struct label *l = &p->labels[i];

		if (!(q->criteria & SEARCH_PRICE))
			l->price = 0;
		if (!(q->criteria & SEARCH_TRANSFERS))
			l->transfers = 0;
		goals[n++] = l;
	}
	qsort(goals, n, sizeof *goals, by_what_counts);
	return n;
}

static bool is_beaten(const struct label *const *kept, size_t n, const struct label *l)
{
	size_t i = 0;

	while (i < n && !label_is_no_worse(kept[i], l))
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
	pareto_scan(p);
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
	minute makes = s->n->from, fails = s->n->last + 1;
	struct arena scratch = ARENA_INIT;
	struct plan tried;

	then.at = makes;
	if (!search_earliest_bound(s, &then, a, p))
		return false;
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

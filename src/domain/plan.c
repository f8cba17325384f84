#include "domain/plan.h"

#include "domain/search_inside.h"

#define MISSED_MOST (14 * DAY_MINUTES)

static minute later(minute a, minute b)
{
	return a > b ? a : b;
}

/* From when the box is there until it is ready. */
static void time_edge(const struct network *n, uint32_t edge, minute at, struct plan_time *time)
{
	const struct network_edge *e = &n->edges[edge];
	struct network_edge step = {.steps = 1};

	if (!e->steps)
		time->transfer += e->minutes;
	for (uint32_t i = e->step; i < e->step + e->steps; i++) {
		const struct timetable_transfer *rule = &n->timetable->transfers[n->steps[i]];
		bool border = rule->what == TRANSFER_GAUGE || rule->what == TRANSFER_CUSTOMS;
		minute done;

		step.step = i;
		step.minutes = rule->minutes;
		step.hours = rule->hour_count || rule->holiday_count;
		done = network_done(n, &step, at);
		*(border ? &time->border : &time->transfer) += rule->minutes;
		time->waiting += done - at - rule->minutes;
		at = done;
	}
}

static void time_aboard(
	const struct network *n, uint32_t trip, unsigned first, unsigned last, struct plan_time *time)
{
	for (unsigned k = first; k < last; k++) {
		const struct network_leg l = network_leg(n, trip, k);
		bool border = n->timetable->places[n->nodes[l.to].place].border;

		time->running += l.arrives - l.departs;
		if (k + 1 < last)
			*(border ? &time->border : &time->running) +=
				network_leg(n, trip, k + 1).departs - l.arrives;
	}
}

/* ---- missed ---- */

/* Where the trip, boarded there, may be left at the place, before `by`; 0: nowhere. */
static uint16_t alights_at(
	const struct search_space *s, uint32_t trip, unsigned board, uint32_t place, minute by)
{
	const struct network *n = s->n;
	const struct network_pattern *p = &n->patterns[n->trips[trip].pattern];

	for (unsigned k = board; k + 1u < p->stops; k++) {
		const struct network_leg l = network_leg(n, trip, k);

		if (l.arrives >= by || !search_passes(s, p, trip, k))
			return 0;
		if (n->nodes[l.to].place == place && !l.no_alight)
			return (uint16_t)(k + 1);
	}
	return 0;
}

/* Of the trips that a door closed on, from the last on those that would do. */
static void miss_at(const struct search_space *s, const struct network_door *d, const struct plan_ride *r,
	struct plan_missed *best)
{
	const struct network *n = s->n;
	const minute departs = network_leg(n, r->trip, r->board).departs;
	const struct network_leg last = network_leg(n, r->trip, r->alight - 1u);
	const struct network_pattern *p = &n->patterns[d->pattern];
	const unsigned board = d->stop;

	if (!search_takes(s, p))
		return;
	for (uint32_t i = network_through(n, d, r->ready); i-- > d->trip;) {
		const int32_t by = r->ready - (n->departs[i] + d->minutes);
		const minute left = n->departs[i] + n->calls[d->call].departs;
		uint16_t alight;

		if (left < departs - MISSED_MOST || (best->trip != NETWORK_NONE && by > best->by))
			return;
		if (left > departs || !search_has_room(s, i))
			continue;
		alight = alights_at(s, i, board, n->nodes[last.to].place, last.arrives);
		if (!alight)
			continue;
		if (best->trip == NETWORK_NONE || by < best->by ||
			left > network_leg(n, best->trip, best->board).departs)
			*best = (struct plan_missed){i, (uint16_t)board, alight, by,
				last.arrives - network_leg(n, i, alight - 1u).arrives};
		return;
	}
}

static struct plan_missed find_missed(const struct search_space *s, const struct plan_ride *r)
{
	const struct network *n = s->n;
	const struct network_node *from = &n->nodes[network_leg(n, r->trip, r->board).from];
	struct plan_missed best = {.trip = NETWORK_NONE};

	for (uint32_t i = from->board; i < from[1].board; i++)
		miss_at(s, &n->boards[i], r, &best);
	return best;
}

/* ---- a plan ---- */

static void add_time(struct plan_time *to, const struct plan_time *t)
{
	to->running += t->running;
	to->waiting += t->waiting;
	to->border += t->border;
	to->transfer += t->transfer;
}

static void explain_ride(
	const struct search_space *s, const struct plan_ride *r, minute at, struct plan_why *w)
{
	const struct network *n = s->n;
	unsigned first = r->board;

	w->missed.trip = NETWORK_NONE;
	if (r->edge == NETWORK_NONE) { /* aboard already: what it rode before is over */
		first = s->q->aboard.stop;
	} else {
		time_edge(n, r->edge, at, &w->before);
		w->before.waiting += network_leg(n, r->trip, first).departs - r->ready;
		w->missed = find_missed(s, r);
		search_edge_cost(s, r->edge, &w->cost);
	}
	search_ride_cost(s, r->trip, r->board, r->alight, &w->cost);
	time_aboard(n, r->trip, first, r->alight, &w->aboard);
}

struct plan_why *plan_explain(struct search_space *s, const struct search_query *q, const struct plan *p,
	struct arena *a, struct plan_time *total)
{
	struct plan_why *why = arena_alloc_array(a, p->count + 1, sizeof *why);
	minute at = p->begins;

	search_begin(s, q);
	*total = (struct plan_time){0};
	for (size_t i = 0; i < p->count; i++) {
		explain_ride(s, &p->rides[i], at, &why[i]);
		at = later(at, network_leg(s->n, p->rides[i].trip, p->rides[i].alight - 1u).arrives);
	}
	why[p->count].missed.trip = NETWORK_NONE;
	time_edge(s->n, p->edge, at, &why[p->count].before);
	search_edge_cost(s, p->edge, &why[p->count].cost);
	for (size_t i = 0; i <= p->count; i++) {
		add_time(total, &why[i].before);
		add_time(total, &why[i].aboard);
	}
	return why;
}

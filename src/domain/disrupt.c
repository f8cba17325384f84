#include "domain/disrupt.h"

#include <string.h>

#define DATES_ON 120 /* within which the next trip of a service is looked for */

/* ---- room ---- */

bool disrupt_fits(const struct search_left *left, const struct search_cargo *c)
{
	return (left->teu < 0 || left->teu >= c->load.teu_hundredths) &&
	       (left->kg < 0 || left->kg >= c->load.kg) && (!c->reefer || left->plugs != 0);
}

static void take(int32_t *left, int32_t n)
{
	if (*left != SEARCH_NO_LIMIT)
		*left = *left > n ? *left - n : 0;
}

static void give(int32_t *left, int32_t n)
{
	if (*left != SEARCH_NO_LIMIT)
		*left += n;
}

struct search_left disrupt_room(const struct search_cargo *c)
{
	return (struct search_left){c->load.teu_hundredths, c->load.kg, c->reefer};
}

void disrupt_take(struct search_left *left, const struct search_left *room)
{
	take(&left->teu, room->teu);
	take(&left->kg, room->kg);
	take(&left->plugs, room->plugs);
}

void disrupt_give(struct search_left *left, const struct search_left *room)
{
	give(&left->teu, room->teu);
	give(&left->kg, room->kg);
	give(&left->plugs, room->plugs);
}

struct search_left *disrupt_left(struct arena *a, const struct network *before,
	const struct search_left *left, const struct network *after)
{
	struct search_left *now = arena_alloc_array(a, after->trip_count + 1, sizeof *now);

	for (uint32_t i = 0; i < after->trip_count; i++) {
		const struct network_trip *t = &after->trips[i];
		const struct timetable_service *s = &after->timetable->services[t->service];
		const uint32_t was = network_trip_find(before, t->service, t->date, t->number);

		now[i] = was == NETWORK_NONE ? (struct search_left){s->teu, s->kg, s->plugs} : left[was];
	}
	return now;
}

/* ---- following ---- */

struct following {
	const struct network *n;
	const struct search_left *left;
	const struct search_cargo *cargo;
};

static uint32_t edge_between(const struct network *n, uint32_t from, uint32_t to)
{
	if (from == NETWORK_NONE || to == NETWORK_NONE)
		return NETWORK_NONE;
	for (uint32_t i = n->nodes[from].out; i < n->nodes[from + 1].out; i++)
		if (n->edges[i].to == to)
			return i;
	return NETWORK_NONE;
}

minute disrupt_comes(
	const struct timetable_restriction *r, const struct search_cargo *cargo, uint32_t place, minute ready)
{
	const bool closes = r->what == RESTRICTED_PLACE && r->place == place && !r->trains && !r->commodity &&
			    (r->direction & DIRECTION_FORTH) && (cargo->dangerous || !r->dangerous);

	return closes && ready >= r->from && ready < r->until ? r->until : ready;
}

bool disrupt_leads(const struct network *n, uint32_t service, unsigned stop, uint32_t place)
{
	const struct timetable_service *s = &n->timetable->services[service];

	return s->stops[stop].place == place ||
	       edge_between(n, network_node(n, s->stops[stop].place, s->carry),
		       network_node(n, place, CARRY_NONE)) != NETWORK_NONE;
}

/* Where no rule leads there it takes the timetable's time, at the end none. */
static minute ready_by(const struct network *n, uint32_t edge, minute at, bool ends)
{
	if (edge != NETWORK_NONE)
		return network_done(n, &n->edges[edge], at);
	return ends || n->timetable->transfer_minutes < 0 ? at : at + n->timetable->transfer_minutes;
}

static const struct timetable_service *service_of(const struct network *n, uint32_t trip)
{
	return &n->timetable->services[n->trips[trip].service];
}

static uint32_t node_at(const struct network *n, uint32_t trip, unsigned stop)
{
	const struct timetable_service *s = service_of(n, trip);

	return network_node(n, s->stops[stop].place, s->carry);
}

/* When what closes that leg, so many minutes late, ends; MINUTE_PAST: nothing closes it. */
static minute closed_until(const struct following *f, const struct network_leg *leg, int32_t late)
{
	struct network_leg then = *leg;

	then.departs += late;
	then.arrives += late;
	then.restricted |= late > 0; /* it was looked at only for when it should run */
	return network_closed_until(f->n, &then, f->cargo->commodity, f->cargo->dangerous);
}

/* Of the trip from that stop to the one where it is left, waiting before what is closed; false: for ever. */
static bool run(const struct following *f, struct disrupt_leg *leg, unsigned stop)
{
	int32_t late = 0;

	for (unsigned k = stop; k < leg->alight; k++) {
		const struct network_leg l = network_leg(f->n, leg->trip, k);

		for (minute until; (until = closed_until(f, &l, late)) != MINUTE_PAST;) {
			if (until >= f->n->until)
				return false;
			late = until - l.departs > late ? until - l.departs : late + 1;
		}
		if (k == leg->board)
			leg->departs = l.departs + late;
		leg->arrives = l.arrives + late;
	}
	return true;
}

/* Boxes whose room is there already are not asked for the cut-off: they may be in the yard since. */
static bool boards(const struct following *f, uint32_t trip, unsigned board, minute ready, bool own)
{
	const struct network_leg l = network_leg(f->n, trip, board);
	const int32_t cut_off = own || l.cut_off == NETWORK_NO_BOARD ? 0 : l.cut_off;

	return ready <= l.departs - cut_off && (own || !f->left || disrupt_fits(&f->left[trip], f->cargo));
}

/* The trip that was told, or the next one of that service. */
static bool board(const struct following *f, const struct disrupt_ride *r, struct disrupt_leg *leg)
{
	uint32_t trip = network_trip_find(f->n, r->service, r->date, r->number);

	leg->own = r->own || !f->left;
	leg->trip = trip;
	if (trip != NETWORK_NONE && boards(f, trip, r->board, leg->ready, leg->own))
		return run(f, leg, leg->board);
	leg->own = false;
	leg->other = true;
	for (int32_t date = r->date + 1; date <= r->date + DATES_ON; date++) {
		leg->trip = network_trip_find(f->n, r->service, date, 0);
		if (leg->trip != NETWORK_NONE && boards(f, leg->trip, r->board, leg->ready, false) &&
			run(f, leg, leg->board))
			return true;
	}
	return false;
}

static bool follow_ride(
	const struct following *f, const struct disrupt_way *w, size_t i, struct disrupt_followed *to)
{
	const struct disrupt_ride *r = &w->rides[i];
	struct disrupt_leg *leg = &to->legs[i];
	const struct disrupt_leg *last = i ? leg - 1 : NULL;
	uint32_t at;

	*leg = (struct disrupt_leg){.trip = NETWORK_NONE,
		.board = r->board,
		.alight = r->alight,
		.edge = NETWORK_NONE,
		.own = r->own};
	if (!i && w->aboard) {
		leg->trip = network_trip_find(f->n, r->service, r->date, r->number);
		if (leg->trip == NETWORK_NONE)
			return false;
		leg->own = true;
		leg->ready = leg->departs = network_leg(f->n, leg->trip, r->board).departs;
		return run(f, leg, w->stop);
	}
	at = last ? node_at(f->n, last->trip, last->alight) : network_node(f->n, w->place, CARRY_NONE);
	leg->edge = edge_between(f->n, at,
		network_node(f->n, f->n->timetable->services[r->service].stops[r->board].place,
			f->n->timetable->services[r->service].carry));
	leg->ready = ready_by(f->n, leg->edge, last ? last->arrives : w->ready, !last);
	return leg->ready != MINUTE_NEVER && board(f, r, leg);
}

void disrupt_follow(const struct network *n, const struct search_left *left, const struct search_cargo *cargo,
	const struct disrupt_way *w, struct arena *a, struct disrupt_followed *to)
{
	const struct following f = {n, left, cargo};
	const struct disrupt_leg *last;

	*to = (struct disrupt_followed){.legs = arena_alloc_array(a, w->count + 1, sizeof *to->legs),
		.edge = NETWORK_NONE,
		.arrives = MINUTE_NEVER};
	if (!w->aboard && w->ready == MINUTE_NEVER)
		return;
	for (; to->stuck < w->count; to->stuck++)
		if (!follow_ride(&f, w, to->stuck, to))
			return;
	if (!w->count) {
		to->arrives = w->ready;
		return;
	}
	last = &to->legs[w->count - 1];
	to->edge = edge_between(n, node_at(n, last->trip, last->alight), network_node(n, w->to, CARRY_NONE));
	to->arrives = ready_by(n, to->edge, last->arrives, true);
}

bool disrupt_hits(const struct network *before, const struct disrupt_followed *was,
	const struct network *after, const struct disrupt_followed *is, const struct disrupt_way *w)
{
	if (was->arrives == MINUTE_NEVER)
		return false;
	if (is->arrives != was->arrives)
		return true;
	for (size_t i = 0; i < w->count; i++) {
		const struct disrupt_leg *x = &was->legs[i], *y = &is->legs[i];

		if (x->arrives != y->arrives || before->trips[x->trip].date != after->trips[y->trip].date)
			return true;
	}
	return false;
}

/* ---- swaps ---- */

static bool waits_at(const struct network *n, uint32_t trip, unsigned stop)
{
	size_t count;
	const struct network_hold *h = network_holds(n, trip, &count);

	for (size_t i = 0; i < count; i++)
		if (h[i].stop == stop)
			return true;
	return false;
}

bool disrupt_swaps(const struct network *n, const struct plan *p)
{
	for (size_t i = 1; i < p->count; i++) {
		const struct plan_ride *r = &p->rides[i];
		const struct network_trip *last = &n->trips[r[-1].trip], *next = &n->trips[r->trip];

		if (next->service == last->service &&
			(next->date < last->date || waits_at(n, r->trip, r->board)))
			return true;
	}
	return false;
}

/* ---- turns ---- */

static int before_first(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int disrupt_turn(const struct disrupt_claim *a, const struct disrupt_claim *b)
{
	int d = before_first(a->deadline, b->deadline);

	d = d ? d : (int)b->dangerous - (int)a->dangerous;
	d = d ? d : (int)b->reefer - (int)a->reefer;
	d = d ? d : before_first(b->waits, a->waits);
	return d ? d : strcmp(a->number, b->number);
}

/* The way of a box that is under way, as far as its itinerary and the network tell it. */
#include "service/disrupt_inside.h"
#include "service/members.h"

#include <string.h>

#define NEAR 360 /* minutes within which a departure that was told is that of a trip */

struct search_query disrupt_query(const struct disrupting *d, const struct disrupt_net *n,
	const struct disrupt_box *b, uint32_t from, minute at)
{
	return (struct search_query){.from = from,
		.to = b->way.to,
		.aboard = {.trip = NETWORK_NONE},
		.at = at,
		.deadline = MINUTE_NEVER,
		.cargo = b->cargo,
		.left = n->left,
		.max_transfers = SEARCH_NO_LIMIT,
		.max_price = SEARCH_NO_LIMIT,
		.criteria = SEARCH_ALL,
		.horizon = 0,
		.rates = d->rates,
		.rate_count = d->rate_count};
}

static minute minute_at(instant t)
{
	return (minute)(t / INSTANT_SECOND / 60);
}

/* ---- rides ---- */

static struct disrupt_ride *add_ride(struct arena *a, struct disrupt_way *w, struct disrupt_ride r)
{
	struct disrupt_ride *more = arena_alloc_array(a, w->count + 1, sizeof *more);

	if (w->count)
		memcpy(more, w->rides, w->count * sizeof *more);
	w->rides = more;
	more[w->count] = r;
	return &more[w->count++];
}

void disrupt_rides_add(struct arena *a, const struct network *n, const struct plan *p, struct disrupt_way *w)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct network_trip *t = &n->trips[p->rides[i].trip];

		add_ride(a, w,
			(struct disrupt_ride){t->service, t->date, t->number, p->rides[i].board,
				p->rides[i].alight, false});
	}
}

static bool same_place(const struct disrupting *d, uint32_t place, const char *code)
{
	return code && world_same_place(d->ways->world, ways_place_at(d->ways, place)->code, code);
}

static bool is_place(const struct disrupting *d, uint32_t place, const char *code)
{
	return code && strcmp(ways_place_at(d->ways, place)->code, code) == 0;
}

/* The stop of that place behind `from`, else one of its complex, the last: a train that ends at a border
 * passes both sides of it.  UINT16_MAX: none. */
static uint16_t stop_behind(
	const struct disrupting *d, const struct timetable_service *s, unsigned from, const char *code)
{
	uint16_t near = UINT16_MAX;

	for (unsigned k = from; k < s->stop_count; k++) {
		if (is_place(d, s->stops[k].place, code))
			return (uint16_t)k;
		if (same_place(d, s->stops[k].place, code))
			near = (uint16_t)k;
	}
	return near;
}

static bool stops_of(
	const struct disrupting *d, uint32_t service, const struct leg *l, struct disrupt_ride *r)
{
	const struct timetable_service *s = &d->ways->timetable.services[service];

	r->service = service;
	r->board = stop_behind(d, s, 0, l->from);
	if (r->board == UINT16_MAX)
		return false;
	r->alight = stop_behind(d, s, r->board + 1u, l->to);
	return r->alight != UINT16_MAX;
}

static const enum carry carry_of[MODES] = {[MODE_VESSEL] = CARRY_VESSEL,
	[MODE_RAIL] = CARRY_RAIL,
	[MODE_BARGE] = CARRY_BARGE,
	[MODE_TRUCK] = CARRY_ROAD};

/* The route that the leg names, else one that carries so and would take the box. */
static bool carries(const struct timetable_service *s, const struct leg *l, const struct search_cargo *cargo)
{
	const struct search_left room = {s->teu, s->kg, s->plugs};

	if (l->service)
		return strcmp(s->name, l->service) == 0;
	return (s->carry == carry_of[l->mode] || (s->carry == CARRY_FERRY && l->mode == MODE_VESSEL)) &&
	       disrupt_fits(&room, cargo);
}

/* That of the pattern which leaves the stop nearest to `at`; false: none does nearer than was found. */
static bool nearest(const struct network *n, const struct network_pattern *p, minute at, int32_t *near,
	struct disrupt_ride *r)
{
	const int32_t departs = n->calls[p->call + r->board].departs;
	const uint32_t next = network_next(n, p->trip, p->trip_end, at - departs);
	bool found = false;

	for (uint32_t i = next > p->trip ? next - 1 : next; i <= next && i < p->trip_end; i++) {
		const int32_t apart = abs(n->departs[i] + departs - at);

		if (apart >= *near)
			continue;
		*near = apart;
		r->date = n->trips[i].date;
		r->number = n->trips[i].number;
		found = true;
	}
	return found;
}

/* The trip of the network that departs nearest to what was told: as it is now, or as it would be without the
 * restriction. */
static bool by_time(const struct disrupting *d, const struct network *n, const struct leg *l,
	const struct search_cargo *cargo, struct disrupt_ride *r)
{
	const minute at = minute_at(l->departs.at);
	int32_t near = NEAR + 1;

	for (size_t i = 0; i < n->pattern_count; i++) {
		const struct network_pattern *p = &n->patterns[i];
		struct disrupt_ride maybe = {.own = true};

		if (carries(&d->ways->timetable.services[p->service], l, cargo) &&
			stops_of(d, p->service, l, &maybe) && nearest(n, p, at, &near, &maybe))
			*r = maybe;
	}
	return near <= NEAR;
}

/* That of its route's date, which a quota may have taken out of the network. */
static bool of_date(const struct disrupting *d, const struct leg *l, struct disrupt_ride *r)
{
	const uint32_t service = ways_service(d->ways, l->service);
	int64_t day;

	if (service == NETWORK_NONE || !member_day_read(l->service_date, &day) ||
		!timetable_runs(&d->ways->timetable.services[service], (int32_t)day))
		return false;
	r->date = (int32_t)day;
	return stops_of(d, service, l, r);
}

/* Which trip a leg is: by its transport, else by its route, else by when it departs.  *counted: its room is
 * taken there. */
static bool ride_of(const struct disrupting *d, const struct disrupt_box *b, const struct leg *l,
	struct disrupt_ride *r, bool *counted)
{
	const struct ways_run *run = l->transport ? ways_run(d->ways, l->transport) : NULL;
	const uint32_t trip = ways_leg_trip(d->ways, b->container, l, counted);
	const struct network_trip *t = trip == NETWORK_NONE ? NULL : &d->ways->network->trips[trip];

	*r = (struct disrupt_ride){.own = true};
	if (t) {
		r->date = t->date;
		r->number = t->number;
		return stops_of(d, t->service, l, r);
	}
	if (run && run->match.state != LIVE_UNCLEAR) { /* it does not run any more */
		r->date = run->match.date;
		r->number = run->match.number;
		return stops_of(d, run->match.service, l, r);
	}
	if (l->service && l->service_date)
		return of_date(d, l, r);
	if (l->transport || l->departs.at == INSTANT_NONE)
		return false; /* another transport, of which the network knows nothing */
	return by_time(d, d->ways->network, l, &b->cargo, r) ||
	       by_time(d, d->before.network, l, &b->cargo, r);
}

static void say_ride(struct disrupting *d, struct disrupt_box *b, const struct leg *l, bool counted)
{
	struct arena *a = d->q->arena;
	struct disrupt_said *said = arena_alloc_array(a, b->way.told + 1, sizeof *said);

	if (b->way.told)
		memcpy(said, b->said, b->way.told * sizeof *said);
	b->said = said;
	said[b->way.told++] = (struct disrupt_said){l && l->transport ? arena_strdup(a, l->transport) : NULL,
		l && l->departs.at != INSTANT_NONE ? minute_at(l->departs.at) : MINUTE_NEVER,
		l && l->arrives.at != INSTANT_NONE ? minute_at(l->arrives.at) : MINUTE_NEVER, counted,
		counted ? b->booked : disrupt_room(&b->cargo)};
}

/* ---- legs ahead ---- */

static bool is_begun(const struct itinerary *i, size_t leg)
{
	for (size_t k = 0; k < i->expected_count; k++)
		if (i->expected[k].leg == leg && i->expected[k].counts &&
			i->expected[k].state != EXPECTED_AHEAD &&
			(strcmp(i->expected[k].code, "LOAD") == 0 ||
				strcmp(i->expected[k].code, "DEPA") == 0))
			return true;
	return false;
}

static bool is_done(const struct itinerary *i, size_t leg)
{
	bool any = false;

	for (size_t k = 0; k < i->expected_count; k++) {
		if (i->expected[k].leg != leg || !i->expected[k].counts)
			continue;
		any = true;
		if (i->expected[k].state == EXPECTED_AHEAD)
			return false;
	}
	return any;
}

/* Aboard what it is on: as far as its leg goes, else where it is bound, else it is not known how far. */
static void add_aboard(struct disrupting *d, const struct itinerary *i, size_t leg,
	const struct plans_box *at, struct disrupt_box *b)
{
	const struct network_trip *t = &d->ways->network->trips[at->aboard.trip];
	const struct timetable_service *s = &d->ways->timetable.services[t->service];
	const struct leg *l = i && leg < i->leg_count ? &i->legs[leg] : NULL;
	uint16_t alight = l ? stop_behind(d, s, at->aboard.stop + 1u, l->to) : UINT16_MAX;

	b->way.aboard = true;
	b->way.stop = at->aboard.stop;
	if (alight == UINT16_MAX)
		alight = stop_behind(d, s, at->aboard.stop + 1u, b->to);
	if (alight == UINT16_MAX)
		return;
	add_ride(d->q->arena, &b->way,
		(struct disrupt_ride){t->service, t->date, t->number, at->aboard.boarded, alight, true});
	say_ride(d, b, l, true);
}

static void add_told(
	struct disrupting *d, const struct itinerary *i, const struct plans_box *at, struct disrupt_box *b)
{
	const bool aboard = at->aboard.trip != NETWORK_NONE;
	size_t leg = 0;

	while (i && leg < i->leg_count && (is_done(i, leg) || (!aboard && is_begun(i, leg))))
		leg++;
	if (aboard) {
		add_aboard(d, i, leg, at, b);
		if (!b->way.count)
			return;
		leg++;
	}
	for (; i && leg < i->leg_count; leg++) {
		struct disrupt_ride r;
		bool counted;

		if (!ride_of(d, b, &i->legs[leg], &r, &counted))
			return;
		add_ride(d->q->arena, &b->way, r);
		say_ride(d, b, &i->legs[leg], counted);
	}
}

/* ---- the rest, which nobody told ---- */

static struct search_query query_on(const struct disrupting *d, const struct plans_box *at,
	const struct disrupt_box *b, const struct disrupt_followed *f)
{
	const struct network *n = d->before.network;
	const struct disrupt_leg *last = b->way.count ? &f->legs[b->way.count - 1] : NULL;
	struct search_query q = disrupt_query(d, &d->before, b, b->way.place, b->way.ready);

	if (last) {
		q.from = n->timetable->services[n->trips[last->trip].service].stops[last->alight].place;
		q.at = last->arrives +
		       (n->timetable->transfer_minutes > 0 ? n->timetable->transfer_minutes : 0);
	} else if (at->aboard.trip != NETWORK_NONE) {
		const struct network_trip *t = &d->ways->network->trips[at->aboard.trip];

		q.aboard = at->aboard;
		q.aboard.trip = network_trip_find(n, t->service, t->date, t->number);
	}
	return q;
}

static bool ends_there(const struct disrupting *d, const struct disrupt_box *b)
{
	const struct disrupt_ride *last = b->way.count ? &b->way.rides[b->way.count - 1] : NULL;

	return last &&
	       (same_place(d, d->ways->timetable.services[last->service].stops[last->alight].place, b->to) ||
		       disrupt_leads(d->before.network, last->service, last->alight, b->way.to));
}

static const char *add_assumed(struct disrupting *d, const struct plans_box *at, struct disrupt_box *b)
{
	struct disrupt_followed f;
	struct search_query q;
	struct plan *plans;

	if (ends_there(d, b))
		return NULL;
	if (b->way.count)
		disrupt_follow(d->before.network, NULL, &b->cargo, &b->way, d->scratch, &f);
	if (b->way.count && f.arrives == MINUTE_NEVER)
		return NULL; /* as told it never comes there, with or without the restriction */
	q = query_on(d, at, b, &f);
	if (q.aboard.trip == NETWORK_NONE && q.from == MEMBER_NO_PLACE)
		return "no route stops where it is, or comes next";
	if (!search_plans(d->before.space, &q, d->scratch, &plans))
		return "no way leads there, as far as the network reaches";
	disrupt_rides_add(d->q->arena, d->before.network, plans, &b->way);
	if (!b->way.told && q.aboard.trip != NETWORK_NONE && b->way.count) {
		b->way.rides[0].own = true;
		say_ride(d, b, NULL, true);
	}
	return NULL;
}

/* ---- all of it ---- */

static void set_cargo(struct arena *a, const struct plans_asked *asked, struct disrupt_box *b)
{
	const char *size = asked->size ? arena_strdup(a, asked->size) : PLANS_SIZE;
	const int64_t kg = asked->kg >= 0 ? asked->kg : PLANS_KG;

	b->cargo = (struct search_cargo){
		size, {(int32_t)kg, ways_teu(size)}, asked->reefer, asked->dangerous, NULL};
	b->booked = ways_room_of(asked->size ? size : "", asked->kg);
}

static void set_place(struct disrupting *d, const struct plans_box *at, struct disrupt_box *b)
{
	b->is = at->how;
	b->place = arena_strdup(d->q->arena, at->place);
	b->ready = at->ready;
	b->way.place = ways_stop(d->ways, at->place);
	b->way.ready = minute_at(at->ready);
	b->way.to = ways_stop(d->ways, b->to);
	b->ready_after = b->way.ready;
	if (strcmp(at->how, "arriving") == 0)
		b->ready_after =
			disrupt_comes(d->rule, &b->cargo, ways_place(d->ways, at->place), b->way.ready);
}

/* Only the place itself can keep it out of where it comes next, which is where it is to go. */
static bool comes_there(const struct disrupting *d, struct disrupt_box *b)
{
	b->way.to = ways_place(d->ways, b->place);
	return b->way.to != MEMBER_NO_PLACE && b->ready_after != b->way.ready;
}

bool disrupt_box_read(struct disrupting *d, const struct story *x, struct disrupt_box *b)
{
	const struct itinerary *i = x->trips.count ? &x->told[x->trips.count - 1].itinerary : NULL;
	struct fault f = {.code = FAULT_NONE};
	struct asking aside = *d->q;
	struct plans_asked asked = {.kg = -1, .to = i ? i->destination : NULL};
	struct plans_box at;

	aside.arena = d->scratch;
	aside.fault = &f;
	*b = (struct disrupt_box){
		.container = arena_strdup(d->q->arena, x->container), .deadline = INSTANT_NONE};
	if (!plans_box_of(&aside, d->ways, x, d->now, &asked, &at)) {
		b->unknown = asked.from ? "nobody told where it is to go"
					: "nobody told where it will be next, and when";
		return true;
	}
	b->to = arena_strdup(d->q->arena, asked.to);
	b->planned = i && i->told;
	set_cargo(d->q->arena, &asked, b);
	set_place(d, &at, b);
	b->deadline = i ? i->deadline : INSTANT_NONE;
	if (at.aboard.trip == NETWORK_NONE && world_same_place(d->ways->world, b->place, b->to))
		return comes_there(d, b);
	if (b->way.to == MEMBER_NO_PLACE)
		b->unknown = "no route stops where it is to go";
	else {
		add_told(d, i, &at, b);
		b->unknown = add_assumed(d, &at, b);
	}
	return true;
}

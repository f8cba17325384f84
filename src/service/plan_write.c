#include "service/plan_write_inside.h"

#include <string.h>

void plan_write_minute(const struct writing *w, const char *key, minute at, uint32_t place)
{
	const instant t = (instant)at * 60 * INSTANT_SECOND;
	struct text said = TEXT_INIT;

	instant_write(&said, t, zone_offset_at(w->w->timetable.places[place].zone, t));
	jw_member(w->j, key, text_string(&said));
	text_free(&said);
}

static void write_price(struct json *j, const struct plan_cost *c)
{
	jw_key(j, "price");
	jw_open(j, '{');
	jw_member_integer(j, "minor", c->price);
	jw_member_bool(j, "complete", !c->unpriced);
	jw_close(j, '}');
}

static void write_co2e(struct json *j, int64_t grams, int64_t wtt, bool complete)
{
	jw_key(j, "co2e");
	jw_open(j, '{');
	jw_member_integer(j, "grams", grams);
	if (wtt >= 0)
		jw_member_integer(j, "wellToTank", wtt);
	jw_member_bool(j, "complete", complete);
}

/* assumed: of the transfer, by no rule. */
static void write_time(struct json *j, const char *key, const struct plan_time *t, int32_t assumed)
{
	jw_key(j, key);
	jw_open(j, '{');
	jw_member_integer(j, "running", t->running);
	jw_member_integer(j, "waiting", t->waiting);
	jw_member_integer(j, "border", t->border);
	jw_member_integer(j, "transfer", t->transfer);
	if (assumed)
		jw_member_integer(j, "assumed", assumed);
	jw_close(j, '}');
}

static void write_place(const struct writing *w, const char *key, uint32_t place)
{
	const struct place *p = ways_place_at(w->w, place);

	jw_key(w->j, key);
	jw_open(w->j, '{');
	jw_member(w->j, "code", p->code);
	part_names(w->j, p->name);
	part_coordinate(w->j, "lat", p->lat);
	part_coordinate(w->j, "lon", p->lon);
	jw_close(w->j, '}');
}

static void write_stops(const struct writing *w, const struct plan_ride *r, const struct timetable_service *s)
{
	jw_key(w->j, "stops");
	jw_open(w->j, '[');
	for (unsigned k = r->board; k <= r->alight; k++) {
		const uint32_t place = s->stops[k].place;

		jw_open(w->j, '{');
		write_place(w, "place", place);
		if (k > r->board)
			plan_write_minute(w, "arrives", plan_leg(w, r->trip, k - 1).arrives, place);
		if (k < r->alight)
			plan_write_minute(w, "departs", plan_leg(w, r->trip, k).departs, place);
		jw_close(w->j, '}');
	}
	jw_close(w->j, ']');
}

static const struct timetable_service *service_of(const struct writing *w, const struct plan_ride *r)
{
	return &w->w->timetable.services[w->w->network->trips[r->trip].service];
}

static int64_t metres_of(const struct plan_ride *r, const struct timetable_service *s)
{
	int64_t metres = 0;

	for (unsigned k = r->board + 1u; k <= r->alight; k++) {
		if (s->stops[k].metres == EMISSION_METRES_UNKNOWN)
			return EMISSION_METRES_UNKNOWN;
		metres += s->stops[k].metres;
	}
	return metres;
}

/* By which factor, where there is one. */
static void write_emission(
	const struct writing *w, const struct plan_ride *r, const struct timetable_service *s)
{
	struct emission e = {0, -1};
	int64_t metres = metres_of(r, s);
	bool known = emission_of(s->factor, &w->q->cargo.load, metres, &e);

	if (metres != EMISSION_METRES_UNKNOWN)
		member_decimal_write(w->j, "km", metres, 3);
	write_co2e(w->j, e.grams, known ? e.wtt : -1, known);
	if (s->factor) {
		jw_member(w->j, "source", s->factor->source);
		jw_member(w->j, "version", s->factor->version);
	}
	jw_close(w->j, '}');
}

/* Of all that is known to be emitted the well-to-tank share; -1: nothing is, or of some nobody told that. */
static int64_t well_to_tank(const struct writing *w, const struct plan *p)
{
	int64_t wtt = -1;

	for (const struct plan_ride *r = p->rides; r < p->rides + p->count; r++) {
		const struct timetable_service *s = service_of(w, r);
		struct emission e;

		if (!emission_of(s->factor, &w->q->cargo.load, metres_of(r, s), &e))
			continue;
		if (e.wtt < 0)
			return -1;
		wtt = e.wtt + (wtt < 0 ? 0 : wtt);
	}
	return wtt;
}

/* Minutes of a transfer that no rule tells. */
static int32_t assumed_of(const struct writing *w, uint32_t edge)
{
	const struct network_edge *e = edge == NETWORK_NONE ? NULL : &w->w->network->edges[edge];

	return e && !e->steps ? e->minutes : 0;
}

/* The one before that was not reached: what would make it faster. */
static void write_missed(const struct writing *w, const struct plan_missed *m)
{
	const struct network *n = w->w->network;

	if (m->trip == NETWORK_NONE)
		return;
	jw_key(w->j, "missed");
	jw_open(w->j, '{');
	jw_member(w->j, "route", w->w->timetable.services[n->trips[m->trip].service].name);
	plan_write_minute(w, "departs", plan_leg(w, m->trip, m->board).departs,
		w->w->timetable.services[n->trips[m->trip].service].stops[m->board].place);
	jw_member_integer(w->j, "by", m->by);
	jw_member_integer(w->j, "gains", m->gains);
	jw_close(w->j, '}');
}

/* Where the trip waits because of a quota, before it is left or on the way. */
static void write_held(const struct writing *w, const struct plan_ride *r)
{
	const struct timetable *t = &w->w->timetable;
	size_t count, told = 0;
	const struct network_hold *h = network_holds(w->w->network, r->trip, &count);

	for (const struct network_hold *end = h + count; h < end && h->stop < r->alight; h++) {
		const struct timetable_restriction *quota = &t->restrictions[h->restriction];

		if (!told++) {
			jw_key(w->j, "held");
			jw_open(w->j, '[');
		}
		jw_open(w->j, '{');
		write_place(w, "place", t->services[h->service].stops[h->stop].place);
		jw_member_integer(w->j, "minutes", h->minutes);
		jw_member(w->j, "issuer", quota->issuer);
		jw_member(w->j, "telegram", quota->telegram);
		jw_member_integer(w->j, "trainsADay", quota->trains);
		jw_close(w->j, '}');
	}
	if (told)
		jw_close(w->j, ']');
}

/* What is left of the room that the route has, where it has an end. */
static void write_room(const struct writing *w, const struct plan_ride *r, const struct timetable_service *s)
{
	const struct search_left *left = &w->q->left[r->trip];
	const struct ways_taken_of *taken = &w->w->taken[r->trip];

	if (s->teu < 0 && s->kg < 0 && s->plugs < 0)
		return;
	jw_key(w->j, "room");
	jw_open(w->j, '{');
	if (s->teu >= 0)
		member_decimal_write(w->j, "teu", left->teu, 2);
	if (s->kg >= 0)
		jw_member_integer(w->j, "kg", left->kg);
	if (s->plugs >= 0)
		jw_member_integer(w->j, "plugs", left->plugs);
	jw_member_integer(w->j, "booked", taken->boxes);
	if (s->kg >= 0)
		jw_member_integer(w->j, "unweighed", taken->unweighed);
	jw_close(w->j, '}');
}

/* By how much the trip is off its timetable by what was told of it, without what it waits for a quota. */
static int32_t off(const struct writing *w, uint32_t trip, unsigned stop, bool departs)
{
	const struct network_trip *t = &w->w->network->trips[trip];
	const struct timetable_stop *s = &w->w->timetable.services[t->service].stops[stop];
	const minute at = departs ? plan_leg(w, trip, stop).departs : plan_leg(w, trip, stop - 1).arrives;
	size_t count;
	const struct network_hold *h = network_holds(w->w->network, trip, &count);
	int32_t held = 0;

	for (const struct network_hold *end = h + count; h < end && h->stop < stop + departs; h++)
		held += h->minutes;
	return at - held -
	       timetable_utc(
		       w->w->timetable.places[s->place].zone, t->date, departs ? s->departs : s->arrives);
}

/* By what was told of a ship or train, not by the timetable alone. */
static void write_live(const struct writing *w, const struct plan_ride *r)
{
	const struct ways_run *run = ways_run_of(w->w, r->trip);

	if (!run)
		return;
	jw_key(w->j, "live");
	jw_open(w->j, '{');
	jw_member(w->j, "transport", run->key);
	jw_member(w->j, "by", run->match.state == LIVE_EXTRA ? "extra" : live_rule_words[run->match.rule]);
	jw_member_integer(w->j, "departs", off(w, r->trip, r->board, true));
	jw_member_integer(w->j, "arrives", off(w, r->trip, r->alight, false));
	jw_close(w->j, '}');
}

static void write_leg(const struct writing *w, const struct plan_ride *r, const struct plan_why *why)
{
	const struct network *n = w->w->network;
	const struct network_trip *t = &n->trips[r->trip];
	const struct timetable_service *s = &w->w->timetable.services[t->service];
	const struct route *route = &w->w->routes[t->service];
	const struct network_leg first = plan_leg(w, r->trip, r->board);

	jw_open(w->j, '{');
	jw_member(w->j, "route", s->name);
	jw_member(w->j, "title", route->title);
	jw_member(w->j, "operator", s->operator);
	jw_member(w->j, "mode", carry_words[s->carry]);
	jw_member(w->j, "note", route->note);
	jw_member(w->j, "date", member_day_told(w->a, t->date));
	write_place(w, "from", s->stops[r->board].place);
	write_place(w, "to", s->stops[r->alight].place);
	plan_write_minute(w, "ready", r->ready, s->stops[r->board].place);
	if (first.cut_off)
		plan_write_minute(w, "closes", first.departs - first.cut_off, s->stops[r->board].place);
	plan_write_minute(w, "departs", first.departs, s->stops[r->board].place);
	plan_write_minute(
		w, "arrives", plan_leg(w, r->trip, r->alight - 1u).arrives, s->stops[r->alight].place);
	write_stops(w, r, s);
	write_price(w->j, &why->cost);
	write_emission(w, r, s);
	write_live(w, r);
	write_held(w, r);
	write_room(w, r, s);
	write_time(w->j, "before", &why->before, assumed_of(w, r->edge));
	write_time(w->j, "aboard", &why->aboard, 0);
	write_missed(w, &why->missed);
	jw_close(w->j, '}');
}

/* ---- what a plan is best in ---- */

enum best { BEST_ARRIVAL, BEST_PRICE, BEST_CO2E, BEST_TRANSFERS, BESTS };
static const char *const best_words[BESTS] = {"arrival", "price", "co2e", "transfers"};

/* What is not known is worse than all that is. */
static int64_t worth(const struct plan *p, enum best b)
{
	switch (b) {
	case BEST_ARRIVAL:
		return p->arrives;
	case BEST_PRICE:
		return p->cost.unpriced ? INT64_MAX : p->cost.price;
	case BEST_CO2E:
		return p->cost.uncounted ? INT64_MAX : p->cost.grams;
	default:
		return plan_transfers(p);
	}
}

static void write_best(struct json *j, const struct plan *plans, size_t n, const struct plan *p)
{
	jw_key(j, "best");
	jw_open(j, '[');
	for (enum best b = 0; b < BESTS; b++) {
		const struct plan *best = plans;

		for (const struct plan *o = plans; o < plans + n; o++)
			if (worth(o, b) < worth(best, b))
				best = o;
		if (best == p && worth(p, b) != INT64_MAX)
			jw_string(j, best_words[b]);
	}
	jw_close(j, ']');
}

/* Where and when its first ride leaves, or goes on with the box aboard. */
static uint32_t sets_out(const struct writing *w, const struct plan *p, minute *departs)
{
	const struct plan_ride *r = p->rides;
	unsigned stop;

	if (!p->count)
		return w->q->from;
	stop = r->edge == NETWORK_NONE ? w->q->aboard.stop : r->board;
	*departs = plan_leg(w, r->trip, stop).departs;
	return w->w->timetable.services[w->w->network->trips[r->trip].service].stops[stop].place;
}

/* How long the borders on the way take in truth, where that is learned. */
static void write_borders(const struct writing *w, const struct plan *p)
{
	struct plan_border *list;
	minute likely;
	const size_t n = plan_borders(w->w->network, &w->w->borders, w->q, p, w->a, &list, &likely);

	if (!n)
		return;
	if (likely != MINUTE_NEVER)
		plan_write_minute(w, "likely", likely, w->q->to);
	jw_key(w->j, "borders");
	jw_open(w->j, '[');
	for (const struct plan_border *b = list; b < list + n; b++) {
		jw_open(w->j, '{');
		write_place(w, "place", b->place);
		jw_member(w->j, "from", b->past->from);
		jw_member(w->j, "into", b->past->into);
		jw_member_integer(w->j, "scheduled", b->scheduled);
		jw_member_integer(w->j, "likely", b->likely);
		jw_member_integer(w->j, "late", b->late);
		jw_member_integer(w->j, "passings", b->past->passings);
		jw_member_bool(w->j, "pooled", b->past->pooled);
		jw_close(w->j, '}');
	}
	jw_close(w->j, ']');
}

static void write_plan(const struct writing *w, const struct plan *plans, size_t n, const struct plan *p)
{
	struct plan_time total;
	struct plan_why *why = plan_explain(w->s, w->q, p, w->a, &total);
	minute departs = p->begins;
	const uint32_t from = sets_out(w, p, &departs);
	int32_t assumed = assumed_of(w, p->edge);

	/* A plan begins when its first ride does: what a box stands before is its sender's. */
	total.waiting -= departs - p->begins;
	for (size_t i = 0; i < p->count; i++)
		assumed += assumed_of(w, p->rides[i].edge);
	jw_open(w->j, '{');
	plan_write_minute(w, "departs", departs, from);
	plan_write_minute(w, "arrives", p->arrives, w->q->to);
	jw_member_integer(w->j, "minutes", p->arrives - departs);
	write_price(w->j, &p->cost);
	write_co2e(w->j, p->cost.grams, well_to_tank(w, p), !p->cost.uncounted);
	jw_close(w->j, '}');
	jw_member_integer(w->j, "transfers", plan_transfers(p));
	write_best(w->j, plans, n, p);
	write_time(w->j, "time", &total, assumed);
	write_borders(w, p);
	jw_key(w->j, "legs");
	jw_open(w->j, '[');
	for (size_t i = 0; i < p->count; i++)
		write_leg(w, &p->rides[i], &why[i]);
	jw_close(w->j, ']');
	write_time(w->j, "after", &why[p->count].before, assumed_of(w, p->edge));
	plan_write_word(w, p);
	jw_close(w->j, '}');
}

void plans_write(struct json *j, struct arena *a, const struct ways *ways, struct search_space *s,
	const struct search_query *q, const struct plan *plans, size_t n, size_t most)
{
	const struct writing w = {j, a, ways, s, q};

	for (size_t i = 0; i < n && i < most; i++)
		write_plan(&w, plans, n, &plans[i]);
}

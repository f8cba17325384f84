/* A way from a place to another as the standard's point-to-point routing. */
#include "service/routings.h"

#define GRAMS_DECIMALS 6 /* of a tonne */

struct leg_end { /* of a leg: where, and by which way of carrying it is come to or left */
	uint32_t place;
	const char *facility;
	enum carry carry;
	minute at;
	const struct voyage *voyage; /* NULL: it is no ship's call */
	unsigned stop;
};

static void write_end(struct schedule *s, const char *key, const struct leg_end *e)
{
	jw_key(&s->j, key);
	jw_open(&s->j, '{');
	if (e->voyage)
		schedule_call_reference(s, e->voyage, e->stop);
	schedule_facility_type(s, e->place, e->facility, e->carry);
	schedule_location(s, e->place, e->facility, SCHEDULE_FACILITY);
	schedule_time(s, "dateTime", e->at, e->place);
	jw_close(&s->j, '}');
}

static void write_footprint(struct schedule *s, const char *key, int64_t grams)
{
	jw_key(&s->j, key);
	jw_open(&s->j, '{');
	member_decimal_write(&s->j, "co2e", grams, GRAMS_DECIMALS);
	jw_close(&s->j, '}');
}

/* ---- a ride ---- */

struct ride {
	const struct plan_ride *r;
	const struct network_trip *trip;
	const struct timetable_service *service;
	const struct route *route;
	struct voyage voyage;
	bool ship; /* or a barge */
};

static struct ride ride_of(struct schedule *s, const struct plan_ride *r)
{
	const struct network_trip *t = &s->w->network->trips[r->trip];
	const struct timetable_service *v = &s->w->timetable.services[t->service];

	return (struct ride){r, t, v, &s->w->routes[t->service],
		voyage_of(s->q->arena, s->w, t->service, t->date, (int)t->number),
		v->carry != CARRY_RAIL && v->carry != CARRY_ROAD};
}

static minute departure(struct schedule *s, const struct ride *r, unsigned stop)
{
	return network_leg(s->w->network, r->r->trip, stop).departs;
}

static minute arrival(struct schedule *s, const struct ride *r, unsigned stop)
{
	return network_leg(s->w->network, r->r->trip, stop - 1).arrives;
}

static struct leg_end end_of(const struct ride *r, unsigned stop, minute at)
{
	return (struct leg_end){r->service->stops[stop].place, r->route->facilities[stop], r->service->carry,
		at, r->ship ? &r->voyage : NULL, stop};
}

/* A mode with a ship says more of it; any other nothing but itself. */
static void write_transport(struct schedule *s, const struct ride *r)
{
	static const struct {
		const char *mode, *ship;
	} modes[CARRIES] = {{"MULTIMODAL", NULL}, {"VESSEL", "vessel"}, {"RAIL", NULL}, {"BARGE", "barge"},
		{"TRUCK", NULL}, {"VESSEL", "vessel"}};

	jw_key(&s->j, "transport");
	jw_open(&s->j, '{');
	jw_member(&s->j, "modeOfTransport", modes[r->service->carry].mode);
	if (modes[r->service->carry].ship) {
		schedule_partners(s, &r->voyage);
		jw_member(&s->j, "universalServiceReference", r->route->carrier.universal);
		schedule_universal_voyage(s, &r->voyage);
		schedule_vessel(s, modes[r->service->carry].ship, &r->voyage);
	}
	jw_close(&s->j, '}');
}

static void write_intermediate(struct schedule *s, const struct ride *r)
{
	if (r->r->alight - r->r->board < 2)
		return;
	jw_key(&s->j, "intermediateCalls");
	jw_open(&s->j, '[');
	for (unsigned k = r->r->board + 1u; k < r->r->alight; k++) {
		const uint32_t place = r->service->stops[k].place;

		jw_open(&s->j, '{');
		if (r->ship)
			schedule_call_reference(s, &r->voyage, k);
		schedule_facility_type(s, place, r->route->facilities[k], r->service->carry);
		schedule_location(s, place, r->route->facilities[k], SCHEDULE_FACILITY);
		schedule_time(s, "arrivalDateTime", arrival(s, r, k), place);
		schedule_time(s, "departureDateTime", departure(s, r, k), place);
		jw_close(&s->j, '}');
	}
	jw_close(&s->j, ']');
}

static void write_ride_footprint(struct schedule *s, const struct ride *r, const struct search_cargo *cargo)
{
	const struct network *n = s->w->network;
	const struct network_stop *stops = &n->stops[n->services[r->trip->service].stop];
	const struct network_stop *from = &stops[r->r->board], *to = &stops[r->r->alight];
	struct emission e;

	if (from->gaps == to->gaps &&
		emission_of(r->service->factor, &cargo->load, to->metres - from->metres, &e))
		write_footprint(s, "footprint", e.grams);
}

static void write_ride(
	struct schedule *s, const struct ride *r, const struct search_cargo *cargo, int *sequence)
{
	const minute departs = departure(s, r, r->r->board);
	const struct leg_end from = end_of(r, r->r->board, departs),
			     to = end_of(r, r->r->alight, arrival(s, r, r->r->alight));

	jw_open(&s->j, '{');
	jw_member_integer(&s->j, "sequenceNumber", ++*sequence);
	write_transport(s, r);
	write_end(s, "departure", &from);
	write_intermediate(s, r);
	write_end(s, "arrival", &to);
	write_ride_footprint(s, r, cargo);
	schedule_cut_offs(s, &r->service->stops[r->r->board], departs);
	jw_close(&s->j, '}');
}

/* Between two places that a box is brought by what no route tells of. */
static void write_shuttle(
	struct schedule *s, const struct leg_end *from, const struct leg_end *to, int *sequence)
{
	if (from->place == to->place)
		return;
	jw_open(&s->j, '{');
	jw_member_integer(&s->j, "sequenceNumber", ++*sequence);
	jw_key(&s->j, "transport");
	jw_open(&s->j, '{');
	jw_member(&s->j, "modeOfTransport", "MULTIMODAL");
	jw_close(&s->j, '}');
	write_end(s, "departure", from);
	write_end(s, "arrival", to);
	jw_close(&s->j, '}');
}

/* ---- all of it ---- */

static void write_legs(struct schedule *s, const struct routings *r, const struct routing *routing,
	const struct leg_end *receipt, const struct leg_end *delivery)
{
	struct leg_end at = *receipt;
	int sequence = 0;

	jw_key(&s->j, "legs");
	jw_open(&s->j, '[');
	for (size_t i = 0; i < routing->plan.count; i++) {
		const struct ride ride = ride_of(s, &routing->plan.rides[i]);
		struct leg_end ready = end_of(&ride, ride.r->board, ride.r->ready);

		ready.voyage = at.voyage = NULL;
		write_shuttle(s, &at, &ready, &sequence);
		write_ride(s, &ride, &r->query.cargo, &sequence);
		at = end_of(&ride, ride.r->alight, arrival(s, &ride, ride.r->alight));
	}
	at.voyage = NULL;
	write_shuttle(s, &at, delivery, &sequence);
	jw_close(&s->j, ']');
}

static struct leg_end place_end(uint32_t place, const struct leg_end *ride, minute at)
{
	struct leg_end e = {place, place == ride->place ? ride->facility : NULL, ride->carry, at, NULL, 0};

	return e;
}

void routing_write(struct schedule *s, const struct routings *r, const struct routing *routing)
{
	const struct plan *p = &routing->plan;
	const struct ride first = ride_of(s, &p->rides[0]), last = ride_of(s, &p->rides[p->count - 1]);
	const struct leg_end from = end_of(&first, first.r->board, 0), to = end_of(&last, last.r->alight, 0);
	const struct leg_end receipt = place_end(r->query.from, &from, routing->received),
			     delivery = place_end(r->query.to, &to, routing->arrives);
	const int32_t minutes = routing->arrives - routing->received;

	jw_open(&s->j, '{');
	write_end(s, "placeOfReceipt", &receipt);
	write_end(s, "placeOfDelivery", &delivery);
	jw_member(&s->j, "receiptTypeAtOrigin", "CY");
	jw_member(&s->j, "deliveryTypeAtDestination", "CY");
	schedule_cut_offs(s, &first.service->stops[first.r->board], routing->departs);
	jw_member_integer(&s->j, "solutionNumber", routing->number);
	jw_member(&s->j, "routingReference", routing->reference);
	jw_member_integer(&s->j, "transitTime", (minutes + DAY_MINUTES - 1) / DAY_MINUTES);
	if (!p->cost.uncounted)
		write_footprint(s, "solutionFootprint", p->cost.grams);
	write_legs(s, r, routing, &receipt, &delivery);
	jw_close(&s->j, '}');
}

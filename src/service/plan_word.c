/* A plan as a word on a journey. */
#include "service/plan_write_inside.h"

#include <string.h>

static const enum mode modes[CARRIES] = {[CARRY_VESSEL] = MODE_VESSEL,
	[CARRY_RAIL] = MODE_RAIL,
	[CARRY_BARGE] = MODE_BARGE,
	[CARRY_ROAD] = MODE_TRUCK,
	[CARRY_FERRY] = MODE_VESSEL};

/* What an itinerary cannot have in it is left out. */
static const char *sayable(const char *s)
{
	return s && !strchr(s, ';') ? s : NULL;
}

/* By what it goes, where that is told of the date; else it is known by its route alone. */
static void write_word_transport(const struct writing *w, const struct route *route, int32_t date)
{
	const struct route_voyage *v = route_voyage(&route->carrier, date);
	const char *number = v ? sayable(v->number) : NULL;
	const enum mode mode = modes[route->service.carry];

	if (!number || mode == MODE_TRUCK)
		return;
	jw_key(w->j, "transport");
	jw_open(w->j, '{');
	if (mode == MODE_RAIL) {
		jw_member(w->j, "train", number);
	} else {
		const struct route_vessel *ship =
			v->vessel.imo || v->vessel.name ? &v->vessel : &route->carrier.vessel;

		jw_member(w->j, "imo", ship->imo);
		jw_member(w->j, "name", sayable(ship->name));
		jw_member(w->j, "voyage", number);
	}
	jw_close(w->j, '}');
}

static void write_word_leg(const struct writing *w, const struct plan_ride *r)
{
	const struct network_trip *t = &w->w->network->trips[r->trip];
	const struct timetable_service *s = &w->w->timetable.services[t->service];
	const struct network_leg first = plan_leg(w, r->trip, r->board);
	const uint32_t from = s->stops[r->board].place, to = s->stops[r->alight].place;
	const struct route *route = &w->w->routes[t->service];

	jw_open(w->j, '{');
	jw_member(w->j, "mode", mode_names[modes[s->carry]]);
	jw_member(w->j, "from", ways_place_at(w->w, from)->code);
	jw_member(w->j, "to", ways_place_at(w->w, to)->code);
	plan_write_minute(w, "departs", first.departs, from);
	plan_write_minute(w, "arrives", plan_leg(w, r->trip, r->alight - 1u).arrives, to);
	if (first.cut_off)
		plan_write_minute(w, "cutOff", first.departs - first.cut_off, from);
	jw_member(w->j, "service", s->name);
	jw_member(w->j, "serviceName", sayable(route->title));
	jw_member(w->j, "serviceDate", member_day_told(w->a, t->date));
	write_word_transport(w, route, t->date);
	jw_close(w->j, '}');
}

void plan_write_word(const struct writing *w, const struct plan *p)
{
	jw_key(w->j, "itinerary");
	jw_open(w->j, '{');
	jw_member(w->j, "word", "itinerary");
	jw_key(w->j, "legs");
	jw_open(w->j, '[');
	for (size_t i = 0; i < p->count; i++)
		write_word_leg(w, &p->rides[i]);
	jw_close(w->j, ']');
	jw_close(w->j, '}');
}

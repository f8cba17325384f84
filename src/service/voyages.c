#include "service/voyages.h"

#include "base/calendar.h"
#include "system/clock.h"

#include <string.h>

#define SHIPS (CARRY_BIT(CARRY_VESSEL) | CARRY_BIT(CARRY_FERRY))
#define SLACK 31 /* days that a ship may be early or late */

struct finding {
	struct asking *q;
	const struct ways *w;
	const struct voyages_asked *asked;
	int32_t first, last;
	struct voyage *list;
	size_t count, room;
};

struct voyage voyage_of(
	struct arena *a, const struct ways *w, uint32_t service, int32_t date, int trip_number)
{
	const struct route_carrier *c = &w->routes[service].carrier;
	const struct route_voyage *told = trip_number ? NULL : route_voyage(c, date);
	struct voyage v = {.service = service, .date = date, .trip_number = trip_number, .vessel = c->vessel};

	if (told && (told->vessel.imo || told->vessel.name))
		v.vessel = told->vessel;
	v.universal = told ? told->universal : NULL;
	v.told = told && told->number;
	v.number = v.told ? told->number : member_day_told(a, date);
	if (trip_number)
		v.number = arena_printf(a, "%s-%d", v.number, trip_number);
	return v;
}

/* ---- times ---- */

/* False: it does not run. */
static bool time_voyage(const struct ways *w, struct arena *a, struct voyage *v)
{
	const struct network *n = w->network;
	const struct timetable_service *s = &w->timetable.services[v->service];
	const uint32_t trip = network_trip_find(n, v->service, v->date, v->trip_number);
	const size_t last = s->stop_count - 1;

	v->calls = arena_alloc_array(a, s->stop_count, sizeof *v->calls);
	for (size_t i = 0; i <= last; i++) {
		const struct timetable_stop *stop = &s->stops[i];
		const struct zone *z = w->timetable.places[stop->place].zone;
		const int32_t local[VOYAGE_ENDS] = {stop->arrives, stop->departs};

		for (int end = 0; end < VOYAGE_ENDS; end++) {
			minute *at = v->calls[i].at[end];
			const bool is = end == VOYAGE_ARRIVES ? i > 0 : i < last;

			at[VOYAGE_PLANNED] = is ? timetable_utc(z, v->date, local[end]) : MINUTE_NEVER;
			at[VOYAGE_EXPECTED] = at[VOYAGE_ACTUAL] = MINUTE_NEVER;
			if (!is || trip == NETWORK_NONE)
				continue;
			at[VOYAGE_EXPECTED] = end == VOYAGE_ARRIVES
						      ? network_leg(n, trip, (unsigned)i - 1).arrives
						      : network_leg(n, trip, (unsigned)i).departs;
			if (v->trip_number) /* nobody planned it but who added it */
				at[VOYAGE_PLANNED] = at[VOYAGE_EXPECTED];
			if (at[VOYAGE_EXPECTED] == at[VOYAGE_PLANNED])
				at[VOYAGE_EXPECTED] = MINUTE_NEVER;
		}
	}
	return trip != NETWORK_NONE || v->calls[last].at[VOYAGE_ARRIVES][VOYAGE_PLANNED] <= n->from ||
	       v->calls[0].at[VOYAGE_DEPARTS][VOYAGE_PLANNED] >= n->until;
}

static int32_t day_at(const struct zone *z, minute at)
{
	const instant t = (instant)at * 60 * INSTANT_SECOND;

	return (int32_t)calendar_floor(at + zone_offset_at(z, t) / 60, DAY_MINUTES);
}

static bool is_within(
	const struct ways *w, const struct voyages_asked *asked, const struct voyage *v, size_t stop)
{
	const uint32_t place = w->timetable.services[v->service].stops[stop].place;
	const struct zone *z = w->timetable.places[place].zone;
	bool since = false, until = false;

	for (int i = 0; i < VOYAGE_ENDS * VOYAGE_AS; i++) {
		const minute at = v->calls[stop].at[i / VOYAGE_AS][i % VOYAGE_AS];

		if (at == MINUTE_NEVER)
			continue;
		since |= day_at(z, at) >= asked->first;
		until |= day_at(z, at) <= asked->last;
	}
	return since && until;
}

/* ---- which ---- */

static bool same(const char *asked, const char *is)
{
	return !asked || (is && strcmp(asked, is) == 0);
}

static bool stops_there(
	const struct ways *w, const struct voyages_asked *asked, uint32_t service, size_t stop)
{
	return (asked->place == MEMBER_NO_PLACE ||
		       asked->place == w->timetable.services[service].stops[stop].place) &&
	       same(asked->facility, w->routes[service].facilities[stop]);
}

bool voyage_calls(
	const struct ways *w, const struct voyages_asked *asked, const struct voyage *v, size_t stop)
{
	return stops_there(w, asked, v->service, stop) && is_within(w, asked, v, stop);
}

static bool service_fits(const struct finding *f, uint32_t service)
{
	const struct timetable_service *s = &f->w->timetable.services[service];
	const struct route_carrier *c = &f->w->routes[service].carrier;
	size_t stop = 0;

	if (!(CARRY_BIT(s->carry) & SHIPS) || !c->code || !same(f->asked->code, c->code) ||
		!same(f->asked->universal, c->universal) || !same(f->asked->operator, c->carrier))
		return false;
	while (stop < s->stop_count && !stops_there(f->w, f->asked, service, stop))
		stop++;
	return stop < s->stop_count;
}

static bool voyage_fits(const struct voyages_asked *asked, const struct voyage *v)
{
	return same(asked->imo, v->vessel.imo) && same(asked->vessel, v->vessel.name) &&
	       same(asked->voyage, v->number) && same(asked->universal_voyage, v->universal);
}

static void find_trip(struct finding *f, uint32_t service, int32_t date, int trip_number)
{
	struct voyage v = voyage_of(f->q->arena, f->w, service, date, trip_number);

	if (!voyage_fits(f->asked, &v) || !time_voyage(f->w, f->q->arena, &v))
		return;
	f->list = arena_grow(f->q->arena, f->list, f->count, &f->room, sizeof *f->list);
	f->list[f->count++] = v;
}

static void find_of_service(struct finding *f, uint32_t service)
{
	const struct timetable_service *s = &f->w->timetable.services[service];
	const int32_t days = s->stops[s->stop_count - 1].arrives / DAY_MINUTES + SLACK;

	for (int32_t date = f->first - days; date <= f->last + SLACK; date++) {
		if (timetable_runs(s, date))
			find_trip(f, service, date, 0);
		for (int k = 1; network_trip_find(f->w->network, service, date, k) != NETWORK_NONE; k++)
			find_trip(f, service, date, k);
	}
}

static bool some_call_fits(const struct finding *f, const struct voyage *v)
{
	const size_t stops = f->w->timetable.services[v->service].stop_count;
	size_t i = 0;

	while (i < stops && !voyage_calls(f->w, f->asked, v, i))
		i++;
	return i < stops;
}

bool voyages_find(struct asking *q, const struct ways *w, const struct voyages_asked *asked,
	struct voyage **voyages, size_t *n)
{
	const int32_t early = w->day - VOYAGES_AROUND, late = w->day + VOYAGES_AROUND;
	struct finding f = {.q = q,
		.w = w,
		.asked = asked,
		.first = asked->first > early ? asked->first : early,
		.last = asked->last < late ? asked->last : late};

	for (uint32_t s = 0; s < w->timetable.service_count; s++)
		if (service_fits(&f, s))
			find_of_service(&f, s);
	if (!voyages_tell(q, w, f.list, f.count))
		return false;
	*voyages = f.list;
	*n = 0;
	for (size_t i = 0; i < f.count; i++)
		if (some_call_fits(&f, &f.list[i]))
			f.list[(*n)++] = f.list[i];
	return true;
}

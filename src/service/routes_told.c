/* A route as JSON, written as it is kept; and the columns of a sheet of routes. */
#include "service/answer_parts.h"
#include "service/routes.h"

static void write_clock(struct json *j, struct arena *a, const char *day_key, const char *key, int32_t at)
{
	if (at < 0)
		return;
	jw_member_integer(j, day_key, at / DAY_MINUTES);
	jw_member(j, key, member_clock_told(a, at % DAY_MINUTES));
}

static void write_cut_offs(struct json *j, const struct timetable_stop *s)
{
	static const char *const words[CUT_OFFS] = {"documents", "gate", "vgm", "customs"};
	int any = 0;

	for (size_t i = 0; i < CUT_OFFS; i++)
		any |= s->cut_off[i];
	if (!any)
		return;
	jw_key(j, "cutOffs");
	jw_open(j, '{');
	for (size_t i = 0; i < CUT_OFFS; i++)
		if (s->cut_off[i])
			jw_member_integer(j, words[i], s->cut_off[i]);
	jw_close(j, '}');
}

static void write_stop(struct json *j, struct arena *a, const struct world *w, const struct timetable_stop *s,
	const char *facility)
{
	jw_open(j, '{');
	jw_member(j, "place", world_place_at(w, s->place)->code);
	jw_member(j, "facility", facility);
	write_clock(j, a, "arriveDay", "arrives", s->arrives);
	write_clock(j, a, "departDay", "departs", s->departs);
	if (s->no_board)
		jw_member_bool(j, "board", false);
	if (s->no_alight)
		jw_member_bool(j, "alight", false);
	if (s->metres != EMISSION_METRES_UNKNOWN)
		member_decimal_write(j, "km", s->metres, 3);
	write_cut_offs(j, s);
	jw_close(j, '}');
}

static void write_day(struct json *j, struct arena *a, const char *key, int32_t day)
{
	if (day != INT32_MIN && day != INT32_MAX)
		jw_member(j, key, member_day_told(a, day));
}

static void write_dates(struct json *j, struct arena *a, const char *key, const int32_t *dates, size_t n)
{
	if (!n)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, member_day_told(a, dates[i]));
	jw_close(j, ']');
}

static void write_calendar(struct json *j, struct arena *a, const struct timetable_service *s)
{
	if (s->weekdays) {
		jw_key(j, "weekdays");
		jw_open(j, '[');
		for (int d = 0; d < 7; d++)
			if (s->weekdays & 1u << d)
				jw_integer(j, d + 1);
		jw_close(j, ']');
	}
	if (s->every) {
		jw_member_integer(j, "every", s->every);
		jw_member(j, "everyFrom", member_day_told(a, s->every_from));
	}
	write_dates(j, a, "added", s->added, s->added_count);
	write_dates(j, a, "cancelled", s->cancelled, s->cancelled_count);
}

void price_write(struct json *j, struct arena *a, const struct timetable_price *p)
{
	jw_member(j, "size", p->size);
	jw_member_integer(j, "minor", p->amount);
	jw_member(j, "currency", p->currency);
	write_day(j, a, "validFrom", p->valid.first);
	write_day(j, a, "validUntil", p->valid.last);
}

static void write_priced(struct json *j, struct arena *a, const struct world *w,
	const struct timetable_service *s, const struct timetable_price *p)
{
	jw_member(j, "from", world_place_at(w, s->stops[p->from].place)->code);
	jw_member(j, "to", world_place_at(w, s->stops[p->to].place)->code);
	price_write(j, a, p);
}

static void write_money(
	struct json *j, struct arena *a, const struct world *w, const struct timetable_service *s)
{
	if (s->price_count) {
		jw_key(j, "prices");
		jw_open(j, '[');
		for (size_t i = 0; i < s->price_count; i++) {
			jw_open(j, '{');
			write_priced(j, a, w, s, &s->prices[i]);
			jw_close(j, '}');
		}
		jw_close(j, ']');
	}
	if (!s->surcharge_count)
		return;
	jw_key(j, "surcharges");
	jw_open(j, '[');
	for (size_t i = 0; i < s->surcharge_count; i++) {
		const struct timetable_surcharge *c = &s->surcharges[i];

		jw_open(j, '{');
		jw_member(j, "charge", c->name);
		write_priced(j, a, w, s, &c->price);
		jw_member(j, "only", c->reefer ? "reefer" : c->dangerous ? "dangerous" : NULL);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void write_capacity(struct json *j, const struct timetable_service *s)
{
	jw_key(j, "capacity");
	jw_open(j, '{');
	if (s->teu >= 0)
		member_decimal_write(j, "teu", s->teu, 2);
	if (s->kg >= 0)
		jw_member_integer(j, "kg", s->kg);
	if (s->plugs >= 0)
		jw_member_integer(j, "plugs", s->plugs);
	jw_member_bool(j, "dangerous", s->dangerous);
	jw_close(j, '}');
}

static void write_emission(struct json *j, const struct emission_factor *e)
{
	if (!e)
		return;
	jw_key(j, "emission");
	jw_open(j, '{');
	member_decimal_write(
		j, e->per == EMISSION_PER_TEU ? "gramsPerTeuKm" : "gramsPerTonneKm", e->milligrams, 3);
	if (e->wtt_permille >= 0)
		member_decimal_write(j, "wellToTank", e->wtt_permille, 3);
	jw_member(j, "source", e->source);
	jw_member(j, "version", e->version);
	jw_close(j, '}');
}

const char *route_told(struct arena *a, const struct world *w, const struct route *route)
{
	const struct timetable_service *s = &route->service;
	struct text out = TEXT_INIT;
	struct json j = {&out, false};
	const char *told;

	jw_open(&j, '{');
	jw_member(&j, "operator", s->operator);
	jw_member(&j, "mode", carry_words[s->carry]);
	jw_member(&j, "title", route->title);
	jw_member(&j, "note", route->note);
	write_day(&j, a, "from", s->valid.first);
	write_day(&j, a, "until", s->valid.last);
	write_calendar(&j, a, s);
	jw_key(&j, "stops");
	jw_open(&j, '[');
	for (size_t i = 0; i < s->stop_count; i++)
		write_stop(&j, a, w, &s->stops[i], route->facilities[i]);
	jw_close(&j, ']');
	write_capacity(&j, s);
	write_money(&j, a, w, s);
	write_emission(&j, s->factor);
	route_carrier_write(&j, a, &route->carrier);
	jw_close(&j, '}');
	told = arena_strdup(a, text_string(&out));
	text_free(&out);
	return told;
}

bool route_kept(const struct member_reading *r, const char *name, const json_t *o, struct standing_row *row)
{
	struct route route;
	const char **places;

	if (!route_read(r, name, o, &route))
		return false;
	places = arena_alloc_array(r->a, route.service.stop_count, sizeof *places);
	for (size_t i = 0; i < route.service.stop_count; i++)
		places[i] = world_place_at(r->w, route.service.stops[i].place)->code;
	row->places = array_literal(r->a, places, route.service.stop_count);
	row->told = route_told(r->a, r->w, &route);
	return true;
}

#define OWN(heading, how)                                                                                    \
	{                                                                                                    \
		heading, NULL, NULL, heading, how                                                            \
	}
#define INSIDE(heading, object, how)                                                                         \
	{                                                                                                    \
		heading, NULL, object, heading, how                                                          \
	}
#define STOP(heading, how)                                                                                   \
	{                                                                                                    \
		heading, "stops", NULL, heading, how                                                         \
	}
#define CUT_OFF(heading)                                                                                     \
	{                                                                                                    \
		heading, "stops", "cutOffs", heading, HOW_NUMBER                                             \
	}
const struct standing_column route_columns[] = {OWN("operator", HOW_TEXT), OWN("mode", HOW_TEXT),
	OWN("title", HOW_TEXT), OWN("note", HOW_TEXT), OWN("from", HOW_DAY), OWN("until", HOW_DAY),
	OWN("weekdays", HOW_NUMBERS), OWN("every", HOW_NUMBER), OWN("everyFrom", HOW_DAY),
	OWN("added", HOW_DAYS), OWN("cancelled", HOW_DAYS), INSIDE("teu", "capacity", HOW_DECIMAL),
	INSIDE("kg", "capacity", HOW_NUMBER), INSIDE("plugs", "capacity", HOW_NUMBER),
	INSIDE("dangerous", "capacity", HOW_BOOL), INSIDE("gramsPerTonneKm", "emission", HOW_DECIMAL),
	INSIDE("gramsPerTeuKm", "emission", HOW_DECIMAL), INSIDE("wellToTank", "emission", HOW_DECIMAL),
	INSIDE("source", "emission", HOW_TEXT), INSIDE("version", "emission", HOW_TEXT),
	STOP("place", HOW_TEXT), STOP("facility", HOW_TEXT), STOP("arriveDay", HOW_NUMBER),
	STOP("arrives", HOW_CLOCK), STOP("departDay", HOW_NUMBER), STOP("departs", HOW_CLOCK),
	STOP("board", HOW_BOOL), STOP("alight", HOW_BOOL), STOP("km", HOW_DECIMAL), CUT_OFF("documents"),
	CUT_OFF("gate"), CUT_OFF("vgm"), CUT_OFF("customs"), {"priceFrom", "prices", NULL, "from", HOW_TEXT},
	{"priceTo", "prices", NULL, "to", HOW_TEXT}, {"priceSize", "prices", NULL, "size", HOW_TEXT},
	{"price", "prices", NULL, "minor", HOW_NUMBER}, {"currency", "prices", NULL, "currency", HOW_TEXT},
	{"priceValidFrom", "prices", NULL, "validFrom", HOW_DAY},
	{"priceValidUntil", "prices", NULL, "validUntil", HOW_DAY},
	{"charge", "surcharges", NULL, "charge", HOW_TEXT},
	{"chargeFrom", "surcharges", NULL, "from", HOW_TEXT},
	{"chargeTo", "surcharges", NULL, "to", HOW_TEXT},
	{"chargeSize", "surcharges", NULL, "size", HOW_TEXT},
	{"chargePrice", "surcharges", NULL, "minor", HOW_NUMBER},
	{"chargeCurrency", "surcharges", NULL, "currency", HOW_TEXT},
	{"chargeValidFrom", "surcharges", NULL, "validFrom", HOW_DAY},
	{"chargeValidUntil", "surcharges", NULL, "validUntil", HOW_DAY},
	{"chargeOnly", "surcharges", NULL, "only", HOW_TEXT}, OWN("code", HOW_TEXT),
	OWN("universalReference", HOW_TEXT), {"carrier", NULL, "carrier", "code", HOW_TEXT},
	{"carrierList", NULL, "carrier", "list", HOW_TEXT}, {"imo", NULL, "vessel", "imo", HOW_TEXT},
	{"vessel", NULL, "vessel", "name", HOW_TEXT}, OWN("trains", HOW_WORDS),
	{"voyageDate", "voyages", NULL, "date", HOW_DAY}, {"voyage", "voyages", NULL, "number", HOW_TEXT},
	{"voyageReference", "voyages", NULL, "universalReference", HOW_TEXT},
	{"voyageImo", "voyages", "vessel", "imo", HOW_TEXT},
	{"voyageVessel", "voyages", "vessel", "name", HOW_TEXT}, {NULL, NULL, NULL, NULL, HOW_TEXT}};

/* A route as JSON, read. */
#include "service/routes.h"

#include <string.h>

#define STOPS_MOST   200
#define DATES_MOST   2000
#define PRICES_MOST  2000
#define CHARGES_MOST 200
#define DAY_MOST     399 /* of a stop, from the trip's date */
#define MINOR_MOST   INT64_C(100000000000)
#define KM_MOST      INT64_C(40000000) /* metres */

const char *const carry_words[] = {"none", "vessel", "rail", "barge", "road", "ferry", NULL};

static const char *const route_members[] = {"operator", "mode", "title", "note", "from", "until", "weekdays",
	"every", "everyFrom", "added", "cancelled", "stops", "capacity", "prices", "surcharges", "emission",
	"code", "universalReference", "carrier", "vessel", "trains", "voyages", NULL};
static const char *const stop_members[] = {"place", "facility", "arriveDay", "arrives", "departDay",
	"departs", "board", "alight", "km", "cutOffs", NULL};
static const char *const cut_off_members[] = {"documents", "gate", "vgm", "customs", NULL};
static const char *const capacity_members[] = {"teu", "kg", "plugs", "dangerous", NULL};
static const char *const price_members[] = {
	"from", "to", "size", "minor", "currency", "validFrom", "validUntil", NULL};
static const char *const charge_members[] = {
	"charge", "from", "to", "size", "minor", "currency", "validFrom", "validUntil", "only", NULL};
static const char *const emission_members[] = {
	"gramsPerTonneKm", "gramsPerTeuKm", "wellToTank", "source", "version", NULL};

static bool int_or(const struct member_reading *r, const json_t *o, const char *key, int64_t least,
	int64_t most, int64_t otherwise, int32_t *n)
{
	int64_t value;

	if (!member_number_or(r, o, key, least, most, otherwise, &value))
		return false;
	*n = (int32_t)value;
	return true;
}

static bool days_valid(const struct member_reading *r, const json_t *o, const char *from, const char *until,
	struct timetable_days *days)
{
	int64_t first, last;

	if (!member_day(r, o, from, INT32_MIN, &first) || !member_day(r, o, until, INT32_MAX, &last))
		return false;
	*days = (struct timetable_days){(int32_t)first, (int32_t)last};
	return last >= first || member_wrong(r, until, "it is before %s", from);
}

/* Stops */

static bool time_of(const struct member_reading *r, const json_t *o, const char *day_key, const char *key,
	bool needed, int64_t otherwise, int32_t *at)
{
	int64_t day;
	int minutes;

	if (!member_number_or(r, o, day_key, 0, DAY_MOST, otherwise, &day) ||
		!member_clock(r, o, key, needed, &minutes))
		return false;
	*at = minutes < 0 ? -1 : (int32_t)(day * DAY_MINUTES + minutes);
	return true;
}

static bool cut_offs_of(const struct member_reading *r, const json_t *o, struct timetable_stop *s)
{
	const struct member_reading inside = member_inside(r, "cutOffs");
	const json_t *all;

	if (!member_object(r, o, "cutOffs", &all) || (all && !members_known(&inside, all, cut_off_members)))
		return false;
	for (size_t i = 0; i < CUT_OFFS; i++)
		if (!int_or(&inside, all, cut_off_members[i], 0, 40 * DAY_MINUTES, 0, &s->cut_off[i]))
			return false;
	return true;
}

static bool stop_of(const struct member_reading *r, const json_t *o, bool first, bool last,
	struct timetable_stop *s, const char **facility)
{
	bool board, alight;
	int64_t metres;

	*s = (struct timetable_stop){0};
	if (!members_known(r, o, stop_members) || !member_place_number(r, o, "place", true, &s->place) ||
		!member_text(r, o, "facility", 64, false, facility) ||
		!time_of(r, o, "arriveDay", "arrives", !first, 0, &s->arrives) ||
		!time_of(r, o, "departDay", "departs", !last, s->arrives < 0 ? 0 : s->arrives / DAY_MINUTES,
			&s->departs) ||
		!member_bool(r, o, "board", true, &board) || !member_bool(r, o, "alight", true, &alight) ||
		!member_decimal_or(r, o, "km", 3, 0, KM_MOST, EMISSION_METRES_UNKNOWN, &metres) ||
		!cut_offs_of(r, o, s))
		return false;
	s->no_board = !board;
	s->no_alight = !alight;
	s->metres = (int32_t)metres;
	if (!first && !last && s->departs < s->arrives)
		return member_wrong(r, "departs", "it leaves before it has come");
	return true;
}

/* As timetable_check() has it: clocks are held against each other on a day in winter. */
static int64_t about(const struct member_reading *r, const struct timetable_stop *s, int32_t at)
{
	const struct zone *z = world_zone(r->w, world_place_at(r->w, s->place)->code);

	return at - zone_offset_at(z, TIMETABLE_SOME_DATE * INSTANT_DAY) / 60;
}

static bool stops_of(const struct member_reading *r, const json_t *o, struct route *route)
{
	struct timetable_service *s = &route->service;
	struct timetable_stop *stops;
	const char **facilities;
	const json_t *list;
	size_t n;

	if (!member_list(r, o, "stops", STOPS_MOST, &list))
		return false;
	n = json_array_size(list);
	if (n < 2)
		return member_wrong(r, "stops", "there are %zu, two are needed", n);
	s->stops = stops = arena_alloc_array(r->a, n, sizeof *stops);
	route->facilities = facilities = arena_alloc_array(r->a, n, sizeof *facilities);
	for (size_t i = 0; i < n; i++) {
		const json_t *stop = json_array_get(list, i);
		const struct member_reading at = member_item(r, "stops", i, stop);
		uint16_t before;

		if (!stop_of(&at, stop, i == 0, i == n - 1, &stops[i], &facilities[i]))
			return false;
		before = route_stop(s, stops[i].place);
		if (before != UINT16_MAX)
			return member_wrong(&at, "place", "it stopped there before, as stop %u", before + 1);
		s->stop_count++;
		if (i && about(&at, &stops[i], stops[i].arrives) <=
				 about(&at, &stops[i - 1], stops[i - 1].departs))
			return member_wrong(
				&at, "arrives", "it is not behind the departure of the stop before");
	}
	return true;
}

uint16_t route_stop(const struct timetable_service *s, uint32_t place)
{
	for (size_t i = 0; i < s->stop_count; i++)
		if (s->stops[i].place == place)
			return (uint16_t)i;
	return UINT16_MAX;
}

/* The calendar */

static bool dates_of(const struct member_reading *r, const json_t *o, const char *key,
	const struct timetable_service *s, const int32_t **dates, size_t *count)
{
	int64_t *days;
	int32_t *told;

	if (!member_days(r, o, key, DATES_MOST, &days, count))
		return false;
	*dates = told = arena_alloc_array(r->a, *count + 1, sizeof *told);
	for (size_t i = 0; i < *count; i++) {
		if (days[i] < s->valid.first || days[i] > s->valid.last)
			return member_wrong(
				r, key, "%s is not between from and until", member_day_told(r->a, days[i]));
		told[i] = (int32_t)days[i];
	}
	return true;
}

static bool weekdays_of(const struct member_reading *r, const json_t *o, struct timetable_service *s)
{
	const json_t *list;

	if (!member_list(r, o, "weekdays", 7, &list))
		return false;
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *day = json_array_get(list, i);
		json_int_t n = json_integer_value(day);

		if (!json_is_integer(day) || n < 1 || n > 7)
			return member_wrong(r, "weekdays", "1 (Monday) to 7 are expected");
		s->weekdays |= 1u << (n - 1);
	}
	return true;
}

static bool calendar_of(const struct member_reading *r, const json_t *o, struct timetable_service *s)
{
	int64_t every_from;

	if (!weekdays_of(r, o, s) || !int_or(r, o, "every", 1, 366, 0, &s->every) ||
		!member_day(r, o, "everyFrom", INT64_MIN, &every_from) ||
		!dates_of(r, o, "added", s, &s->added, &s->added_count) ||
		!dates_of(r, o, "cancelled", s, &s->cancelled, &s->cancelled_count))
		return false;
	if (s->every && every_from == INT64_MIN)
		return member_wrong(r, "everyFrom", "it must be said with every");
	s->every_from = s->every ? (int32_t)every_from : 0;
	for (size_t i = 0; i < s->added_count; i++)
		for (size_t k = 0; k < s->cancelled_count; k++)
			if (s->added[i] == s->cancelled[k])
				return member_wrong(r, "cancelled", "%s is among the added, too",
					member_day_told(r->a, s->added[i]));
	return s->weekdays || s->every || s->added_count ||
	       member_wrong(r, "weekdays", "one of weekdays, every and added must be said");
}

/* Prices */

bool price_read(const struct member_reading *r, const json_t *o, struct timetable_price *p)
{
	return member_text(r, o, "size", 4, false, &p->size) &&
	       member_number(r, o, "minor", 0, MINOR_MOST, &p->amount) &&
	       member_currency(r, o, "currency", true, &p->currency) &&
	       days_valid(r, o, "validFrom", "validUntil", &p->valid);
}

static bool stop_named(const struct member_reading *r, const json_t *o, const char *key,
	const struct timetable_service *s, size_t otherwise, uint16_t *stop)
{
	uint32_t place;

	if (!member_place_number(r, o, key, false, &place))
		return false;
	*stop = place == MEMBER_NO_PLACE ? (uint16_t)otherwise : route_stop(s, place);
	return *stop != UINT16_MAX ||
	       member_wrong(r, key, "it does not stop at %s", world_place_at(r->w, place)->code);
}

static bool stops_priced(const struct member_reading *r, const json_t *o, const struct timetable_service *s,
	struct timetable_price *p)
{
	if (!stop_named(r, o, "from", s, 0, &p->from) ||
		!stop_named(r, o, "to", s, s->stop_count - 1, &p->to))
		return false;
	return p->from < p->to || member_wrong(r, "to", "it does not stop there behind from");
}

static bool same_size(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool overlap(const struct timetable_price *a, const struct timetable_price *b)
{
	return a->from == b->from && a->to == b->to && same_size(a->size, b->size) &&
	       a->valid.first <= b->valid.last && b->valid.first <= a->valid.last;
}

bool prices_read(const struct member_reading *r, const json_t *o, const struct timetable_service *s,
	struct timetable_price **prices, size_t *count)
{
	const json_t *list;

	*count = 0;
	if (!member_list(r, o, "prices", PRICES_MOST, &list))
		return false;
	*prices = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof **prices);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *price = json_array_get(list, i);
		const struct member_reading at = member_item(r, "prices", i, price);
		struct timetable_price *p = &(*prices)[i];

		*p = (struct timetable_price){0};
		if (!members_known(&at, price, s ? price_members : price_members + 2) ||
			(s && !stops_priced(&at, price, s, p)) || !price_read(&at, price, p))
			return false;
		for (size_t k = 0; k < i; k++)
			if (overlap(p, &(*prices)[k]))
				return member_wrong(&at, "minor",
					"there is a price for the same on some of these days, prices[%zu]",
					k);
		++*count;
	}
	return true;
}

static bool surcharges_of(const struct member_reading *r, const json_t *o, struct timetable_service *s)
{
	static const char *const only_words[] = {"reefer", "dangerous", NULL};
	struct timetable_surcharge *charges;
	const json_t *list;

	if (!member_list(r, o, "surcharges", CHARGES_MOST, &list))
		return false;
	s->surcharges = charges = arena_alloc_array(r->a, json_array_size(list) + 1, sizeof *charges);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *charge = json_array_get(list, i);
		const struct member_reading at = member_item(r, "surcharges", i, charge);
		struct timetable_surcharge *c = &charges[s->surcharge_count++];
		size_t only;

		*c = (struct timetable_surcharge){0};
		if (!members_known(&at, charge, charge_members) ||
			!member_text(&at, charge, "charge", 64, true, &c->name) ||
			!stops_priced(&at, charge, s, &c->price) || !price_read(&at, charge, &c->price) ||
			!member_word(&at, charge, "only", only_words, false, &only))
			return false;
		c->reefer = only == 0;
		c->dangerous = only == 1;
	}
	return true;
}

static bool capacity_of(const struct member_reading *r, const json_t *o, struct timetable_service *s)
{
	const struct member_reading inside = member_inside(r, "capacity");
	const json_t *all;
	int64_t teu;

	if (!member_object(r, o, "capacity", &all) ||
		(all && !members_known(&inside, all, capacity_members)) ||
		!member_decimal_or(&inside, all, "teu", 2, 0, 10000000, -1, &teu) ||
		!int_or(&inside, all, "kg", 0, INT32_MAX, -1, &s->kg) ||
		!int_or(&inside, all, "plugs", 0, 100000, -1, &s->plugs) ||
		!member_bool(&inside, all, "dangerous", false, &s->dangerous))
		return false;
	s->teu = (int32_t)teu;
	return true;
}

static bool emission_read(const struct member_reading *r, const json_t *o, struct timetable_service *s)
{
	const struct member_reading inside = member_inside(r, "emission");
	int64_t per_tonne, per_teu, share;
	struct emission_factor *e;
	const json_t *all;

	if (!member_object(r, o, "emission", &all))
		return false;
	if (!all)
		return true;
	s->factor = e = arena_alloc(r->a, sizeof *e);
	if (!members_known(&inside, all, emission_members) ||
		!member_decimal_or(&inside, all, "gramsPerTonneKm", 3, 0, 1000000000, -1, &per_tonne) ||
		!member_decimal_or(&inside, all, "gramsPerTeuKm", 3, 0, 1000000000, -1, &per_teu) ||
		!member_decimal_or(&inside, all, "wellToTank", 3, 0, 1000, -1, &share) ||
		!member_text(&inside, all, "source", 64, true, &e->source) ||
		!member_text(&inside, all, "version", 32, true, &e->version))
		return false;
	e->per = per_teu < 0 ? EMISSION_PER_TONNE : EMISSION_PER_TEU;
	e->milligrams = per_teu < 0 ? per_tonne : per_teu;
	e->wtt_permille = (int)share;
	return (per_tonne < 0) != (per_teu < 0) ||
	       member_wrong(&inside, "gramsPerTonneKm", "it or gramsPerTeuKm must be said, not both");
}

bool route_read(const struct member_reading *r, const char *name, const json_t *o, struct route *route)
{
	struct timetable_service *s = &route->service;
	struct timetable_price *prices;
	size_t mode;

	*route = (struct route){.service = {.name = name}};
	if (!members_known(r, o, route_members) || !member_text(r, o, "operator", 128, true, &s->operator) ||
		!member_word(r, o, "mode", carry_words + 1, true, &mode) ||
		!member_text(r, o, "title", 128, false, &route->title) ||
		!member_text(r, o, "note", 256, false, &route->note) ||
		!days_valid(r, o, "from", "until", &s->valid) || !calendar_of(r, o, s) ||
		!stops_of(r, o, route) || !capacity_of(r, o, s) ||
		!prices_read(r, o, s, &prices, &s->price_count) || !surcharges_of(r, o, s) ||
		!emission_read(r, o, s) || !route_carrier_read(r, o, &route->carrier))
		return false;
	s->carry = (enum carry)(mode + 1);
	s->prices = prices;
	return true;
}

/* A small timetable: by ship from Osaka to Lianyungang, by rail to Khorgos, and on to Almaty. */
#ifndef UNIT_TIMETABLE_MADE_H
#define UNIT_TIMETABLE_MADE_H

#include "base/fault.h"
#include "domain/search.h"
#include "system/clock.h"

#define MONDAY  20605 /* 2026-06-01 */
#define HOURS   60
#define DAILY   127
#define MONDAYS 1

enum { OSAKA, LIANYUNGANG, KHORGOS, ALMATY, DUISBURG, PLACES };
enum { FEEDER, EXPRESS, SLOW, SHUTTLE, SERVICES };

struct made { /* everything may be changed before it is used */
	struct arena a;
	struct timetable_place places[PLACES];
	struct timetable_stop stops[SERVICES][2];
	struct timetable_price prices[SERVICES];
	struct timetable_service services[SERVICES];
	struct timetable_transfer transfers[3];
	struct timetable_restriction restrictions[1];
	struct timetable_patch patches[2];
	struct timetable t;
};

/* day, hour and minutes past it on the clock of the place */
static int32_t local(int day, int hour, int past)
{
	return (day * 24 + hour) * 60 + past;
}

/* hours from 00:00 UTC of that Monday */
static minute utc(int hours)
{
	return MONDAY * DAY_MINUTES + hours * HOURS;
}

static void made_place(struct made *m, int place, const char *code, const char *country, const char *zone)
{
	struct fault f;

	m->places[place] =
		(struct timetable_place){code, country, clock_zone(&m->a, zone, &f), place == KHORGOS};
}

static void made_service(struct made *m, int service, enum carry carry, uint32_t from, uint32_t to,
	unsigned weekdays, int32_t departs, int32_t arrives, int64_t price)
{
	static const char *const names[SERVICES] = {"feeder", "express", "slow", "shuttle"};
	static const struct emission_factor factor = {20000, 250, EMISSION_PER_TONNE, "made", "up"};

	m->stops[service][0] =
		(struct timetable_stop){.place = from, .departs = departs, .metres = EMISSION_METRES_UNKNOWN};
	m->stops[service][1] = (struct timetable_stop){.place = to, .arrives = arrives, .metres = 1000000};
	m->prices[service] = (struct timetable_price){
		.amount = price, .currency = "EUR", .valid = TIMETABLE_ALWAYS, .from = 0, .to = 1};
	m->services[service] = (struct timetable_service){.name = names[service],
		.carry = carry,
		.valid = TIMETABLE_ALWAYS,
		.stops = m->stops[service],
		.stop_count = 2,
		.weekdays = weekdays,
		.teu = -1,
		.kg = -1,
		.plugs = -1,
		.prices = &m->prices[service],
		.price_count = 1,
		.factor = &factor};
}

static void made_timetable(struct made *m)
{
	static const struct timetable_hours customs[] = {{0, 480, 1200}, {1, 480, 1200}, {2, 480, 1200},
		{3, 480, 1200}, {4, 480, 1200}, {5, 480, 1200}};
	const unsigned rail = CARRY_BIT(CARRY_RAIL);

	*m = (struct made){.a = ARENA_INIT};
	made_place(m, OSAKA, "JPOSA", "JP", "Asia/Tokyo");
	made_place(m, LIANYUNGANG, "CNLYG", "CN", "Asia/Shanghai");
	made_place(m, KHORGOS, "KZHOR", "KZ", "Asia/Almaty");
	made_place(m, ALMATY, "KZALA", "KZ", "Asia/Almaty");
	made_place(m, DUISBURG, "DEDUI", "DE", "Europe/Berlin");
	made_service(
		m, FEEDER, CARRY_VESSEL, OSAKA, LIANYUNGANG, MONDAYS, local(0, 18, 0), local(3, 8, 0), 30000);
	made_service(
		m, EXPRESS, CARRY_RAIL, LIANYUNGANG, KHORGOS, DAILY, local(0, 12, 0), local(5, 10, 0), 90000);
	made_service(m, SLOW, CARRY_RAIL, LIANYUNGANG, KHORGOS, 16, local(0, 12, 0), local(9, 10, 0), 50000);
	made_service(m, SHUTTLE, CARRY_RAIL, KHORGOS, ALMATY, DAILY, local(0, 8, 0), local(0, 18, 0), 8000);
	m->stops[FEEDER][0].cut_off[CUT_OFF_GATE] = 12 * HOURS;
	m->transfers[0] = (struct timetable_transfer){LIANYUNGANG, LIANYUNGANG, CARRY_BIT(CARRY_VESSEL), rail,
		TRANSFER_TERMINAL, 600, NULL, 0, NULL, 0, NULL, 0};
	m->transfers[1] = (struct timetable_transfer){
		KHORGOS, KHORGOS, rail, rail, TRANSFER_CUSTOMS, 240, customs, 6, NULL, 0, NULL, 0};
	m->transfers[2] = (struct timetable_transfer){
		KHORGOS, KHORGOS, rail, rail, TRANSFER_GAUGE, 360, NULL, 0, NULL, 0, NULL, 0};
	m->t = (struct timetable){.places = m->places,
		.services = m->services,
		.transfers = m->transfers,
		.restrictions = m->restrictions,
		.patches = m->patches,
		.place_count = PLACES,
		.service_count = SERVICES,
		.transfer_count = 3,
		.transfer_minutes = 60};
}

static inline struct network *made_network(struct made *m)
{
	struct fault f = {0};

	if (!timetable_check(&m->t, &f))
		fprintf(stderr, "%s\n", f.text);
	assert_int_equal(f.code, FAULT_NONE);
	return network_make(&m->a, &m->t, MONDAY, MONDAY + 59);
}

static inline struct search_query made_query(void)
{
	static const struct search_rate euro = {"EUR", 1000000};

	return (struct search_query){.from = OSAKA,
		.to = ALMATY,
		.aboard = {.trip = NETWORK_NONE},
		.at = utc(0),
		.deadline = MINUTE_NEVER,
		.cargo = {"22G1", {20000, 100}, false, false, NULL},
		.max_transfers = SEARCH_NO_LIMIT,
		.max_price = SEARCH_NO_LIMIT,
		.rates = &euro,
		.rate_count = 1,
		.criteria = SEARCH_ALL,
		.horizon = SEARCH_NO_LIMIT};
}

#endif

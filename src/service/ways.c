#include "service/ways.h"

#include "base/calendar.h"
#include "base/limits.h"
#include "service/ways_borders.h"
#include "service/ways_live.h"
#include "store/standing_store.h"
#include "system/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define TRANSFER_MINUTES 360 /* from one ride to another where no rule says */

struct ways_shared {
	struct ways ways; /* first: what others see */
	struct arena arena;
	atomic_int holders;
	pthread_mutex_t lock;
	struct ways_space *idle;
};

static void let_go(void *json)
{
	json_decref(json);
}

/* ---- reading ---- */

struct making {
	struct ways *ways;
	struct arena *a, *scratch;
	struct conn *conn;
	struct fault *f;
	uint32_t *place_of, *slot_of;
	struct timetable_place *places;
	size_t place_count, place_room, code_room;
	struct ways_left_out *left_out;
	size_t left_out_room;
};

static void leave_out(struct making *m, const char *name, const char *why)
{
	struct ways *w = m->ways;

	m->left_out =
		arena_grow(m->a, m->left_out, w->left_out_count, &m->left_out_room, sizeof *m->left_out);
	m->left_out[w->left_out_count++] =
		(struct ways_left_out){arena_strdup(m->a, name), arena_strdup(m->a, why)};
	w->left_out = m->left_out;
}

static bool read_all(struct making *m, enum standing of, struct standing_row **rows, size_t *count)
{
	if (!standing_all(m->conn, m->scratch, of, rows, count, m->f))
		return false;
	for (size_t i = 0; i < *count; i++)
		if ((*rows)[i].set > m->ways->set)
			m->ways->set = (*rows)[i].set;
	return true;
}

static uint32_t slot_of(struct making *m, uint32_t place)
{
	const struct place *p = world_place_at(m->ways->world, place);

	if (m->slot_of[place] != MEMBER_NO_PLACE)
		return m->slot_of[place];
	m->places = arena_grow(m->a, m->places, m->place_count, &m->place_room, sizeof *m->places);
	m->place_of = arena_grow(m->a, m->place_of, m->place_count, &m->code_room, sizeof *m->place_of);
	m->places[m->place_count] = (struct timetable_place){.code = p->code,
		.country = p->country,
		.zone = world_zone(m->ways->world, p->code),
		.border = p->kinds && strstr(p->kinds, "border")};
	m->place_of[m->place_count] = place;
	return m->slot_of[place] = (uint32_t)m->place_count++;
}

static const json_t *told_of(struct making *m, const struct standing_row *row)
{
	return arena_later(m->scratch, let_go, json_loads(row->told, 0, NULL));
}

/* Whether the network can be made with these records alone: one that is odd is not to stop all others. */
static bool is_fit(struct making *m, const struct timetable *alone, struct fault *why)
{
	struct timetable t = *alone;

	t.places = m->places;
	t.place_count = m->place_count;
	return timetable_check(&t, why);
}

/* Dated legs that a route has at most, while the network reaches: what runs into it left before. */
static int64_t legs_of(const struct timetable_service *s)
{
	const int64_t days = WAYS_DAYS_BEFORE + WAYS_DAYS + s->stops[s->stop_count - 1].arrives / DAY_MINUTES;
	int64_t trips = (int64_t)s->added_count + days * __builtin_popcount(s->weekdays) / 7 + 7;

	if (s->every)
		trips += days / s->every + 1;
	return (trips < days ? trips : days) * (int64_t)(s->stop_count - 1);
}

static bool read_routes(struct making *m)
{
	int64_t legs = 0;
	struct timetable *t = &m->ways->timetable;
	struct standing_row *rows;
	struct timetable_service *services;
	struct route *routes;
	size_t count;

	if (!read_all(m, STANDING_ROUTE, &rows, &count))
		return false;
	m->ways->routes = routes = arena_alloc_array(m->a, count + 1, sizeof *routes);
	t->services = services = arena_alloc_array(m->a, count + 1, sizeof *services);
	for (size_t i = 0; i < count; i++) {
		struct fault why = {.code = FAULT_NONE};
		const struct member_reading r = {m->a, m->ways->world, &why, "", NULL};
		struct route *route = &routes[t->service_count];

		if (!route_read(&r, arena_strdup(m->a, rows[i].name), told_of(m, &rows[i]), route)) {
			leave_out(m, rows[i].name, why.text);
			continue;
		}
		for (size_t k = 0; k < route->service.stop_count; k++) {
			struct timetable_stop *s =
				(struct timetable_stop *)(uintptr_t)&route->service.stops[k];

			s->place = slot_of(m, s->place);
		}
		if (is_fit(m, &(struct timetable){.services = &route->service, .service_count = 1}, &why) &&
			(legs += legs_of(&route->service)) > LIMIT_NETWORK_LEGS)
			fault_say(&why, FAULT_TOO_LARGE, "the network has %d dated legs at most",
				LIMIT_NETWORK_LEGS);
		if (why.code != FAULT_NONE)
			leave_out(m, rows[i].name, why.text);
		else
			services[t->service_count++] = route->service;
	}
	return true;
}

static bool read_transfers(struct making *m)
{
	struct timetable *t = &m->ways->timetable;
	struct timetable_transfer *rules;
	struct transfer_rule *kept;
	struct standing_row *rows;
	size_t count;

	if (!read_all(m, STANDING_TRANSFER, &rows, &count))
		return false;
	t->transfers = rules = arena_alloc_array(m->a, count + 1, sizeof *rules);
	kept = arena_alloc_array(m->scratch, count + 1, sizeof *kept);
	for (size_t i = 0; i < count; i++) {
		struct fault why = {.code = FAULT_NONE};
		const struct member_reading r = {m->a, m->ways->world, &why, "", NULL};
		struct transfer_rule read;

		if (transfer_read(&r, told_of(m, &rows[i]), &read)) {
			read.rule.place = slot_of(m, read.rule.place);
			read.rule.to_place = slot_of(m, read.rule.to_place);
			for (size_t k = 0; k < t->transfer_count; k++)
				if (!transfers_apart(&read, &kept[k]))
					fault_say(&why, FAULT_BAD_BODY, "another rule is for the same");
			is_fit(m, &(struct timetable){.transfers = &read.rule, .transfer_count = 1}, &why);
		}
		if (why.code != FAULT_NONE)
			leave_out(m, rows[i].name, why.text);
		else {
			kept[t->transfer_count] = read;
			rules[t->transfer_count++] = read.rule;
		}
	}
	return true;
}

static bool read_restrictions(struct making *m)
{
	struct timetable *t = &m->ways->timetable;
	struct timetable_restriction *rules;
	struct standing_row *rows;
	const char **names;
	size_t count;

	if (!read_all(m, STANDING_RESTRICTION, &rows, &count))
		return false;
	t->restrictions = rules = arena_alloc_array(m->a, count + 1, sizeof *rules);
	m->ways->restrictions = names = arena_alloc_array(m->a, count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++) {
		struct fault why = {.code = FAULT_NONE};
		const struct member_reading r = {m->a, m->ways->world, &why, "", NULL};
		struct restriction read;

		if (restriction_read(&r, told_of(m, &rows[i]), &read) && read.route &&
			(read.rule.service = ways_service(m->ways, read.route)) == NETWORK_NONE)
			fault_say(&why, FAULT_BAD_BODY, "there is no route %s", read.route);
		if (why.code != FAULT_NONE) {
			leave_out(m, rows[i].name, why.text);
			continue;
		}
		if (read.rule.place != MEMBER_NO_PLACE)
			read.rule.place = slot_of(m, read.rule.place);
		if (read.rule.to_place != MEMBER_NO_PLACE)
			read.rule.to_place = slot_of(m, read.rule.to_place);
		names[t->restriction_count] = arena_strdup(m->a, rows[i].name);
		rules[t->restriction_count++] = read.rule;
	}
	return true;
}

static bool read_rates(struct making *m)
{
	struct standing_row *rows;
	struct rate *rates;
	size_t count;

	if (!read_all(m, STANDING_RATE, &rows, &count))
		return false;
	m->ways->rates = rates = arena_alloc_array(m->a, count + 1, sizeof *rates);
	for (size_t i = 0; i < count; i++) {
		struct fault why = {.code = FAULT_NONE};
		const struct member_reading r = {m->a, m->ways->world, &why, "", NULL};

		if (rate_read(&r, told_of(m, &rows[i]), &rates[m->ways->rate_count]))
			m->ways->rate_count++;
		else
			leave_out(m, rows[i].name, why.text);
	}
	return true;
}

static bool read_network(struct making *m)
{
	struct ways *w = m->ways;
	size_t places = world_places(w->world);

	m->slot_of = arena_alloc_array(m->a, places + 1, sizeof *m->slot_of);
	memset(m->slot_of, 0xff, places * sizeof *m->slot_of);
	if (!standing_number(m->conn, m->scratch, &w->number, m->f) || !read_routes(m) ||
		!read_transfers(m) || !read_restrictions(m) || !read_rates(m))
		return false;
	w->slot_of = m->slot_of;
	w->place_of = m->place_of;
	w->timetable.places = m->places;
	w->timetable.place_count = m->place_count;
	w->timetable.transfer_minutes = TRANSFER_MINUTES;
	return timetable_check(&w->timetable, m->f);
}

static bool make(struct making *m, instant now)
{
	struct ways *w = m->ways;
	const int64_t began = clock_monotonic_ms();
	struct ways_told *told;

	if (!read_network(m))
		return false;
	told = ways_told_read(m->conn, m->scratch, now, &w->told, m->f);
	if (!told || !ways_borders_read(w, m->conn, m->a, now, m->f))
		return false;
	ways_told_patch(w, m->a, told);
	w->network = network_make(m->a, &w->timetable, w->day - WAYS_DAYS_BEFORE, w->day + WAYS_DAYS - 1);
	ways_told_trips(w, m->a, told);
	w->took = (clock_monotonic_ms() - began) * (INSTANT_SECOND / 1000);
	return true;
}

struct ways *ways_make(struct conn *c, struct world *w, instant now, struct fault *f)
{
	struct ways_shared *s = calloc(1, sizeof *s);
	struct arena scratch = ARENA_INIT;
	struct making m = {.ways = &s->ways, .a = &s->arena, .scratch = &scratch, .conn = c, .f = f};
	bool good;

	s->arena = (struct arena)ARENA_INIT;
	atomic_init(&s->holders, 1);
	pthread_mutex_init(&s->lock, NULL);
	s->ways.world = world_hold(w);
	s->ways.set = INSTANT_NONE;
	s->ways.day = (int32_t)calendar_floor(now, INSTANT_DAY);
	good = make(&m, now);
	arena_free(&scratch);
	if (good)
		return &s->ways;
	ways_release(&s->ways);
	return NULL;
}

/* ---- sharing ---- */

static struct ways_shared *shared(const struct ways *ways)
{
	return (struct ways_shared *)(uintptr_t)ways;
}

struct ways *ways_hold(struct ways *ways)
{
	if (ways)
		atomic_fetch_add(&shared(ways)->holders, 1);
	return ways;
}

void ways_release(struct ways *ways)
{
	struct ways_shared *s = shared(ways);

	if (!ways || atomic_fetch_sub(&s->holders, 1) != 1)
		return;
	while (s->idle) {
		struct ways_space *next = s->idle->next;

		arena_free(&s->idle->arena);
		free(s->idle);
		s->idle = next;
	}
	world_release(ways->world);
	pthread_mutex_destroy(&s->lock);
	arena_free(&s->arena);
	free(s);
}

struct ways_space *ways_space(struct ways *ways)
{
	struct ways_shared *s = shared(ways);
	struct ways_space *space;

	pthread_mutex_lock(&s->lock);
	space = s->idle;
	if (space)
		s->idle = space->next;
	pthread_mutex_unlock(&s->lock);
	if (!space) {
		space = calloc(1, sizeof *space);
		space->arena = (struct arena)ARENA_INIT;
		space->search = search_space_make(&space->arena, ways->network);
	}
	return space;
}

void ways_space_back(struct ways *ways, struct ways_space *space)
{
	struct ways_shared *s = shared(ways);

	pthread_mutex_lock(&s->lock);
	space->next = s->idle;
	s->idle = space;
	pthread_mutex_unlock(&s->lock);
}

uint32_t ways_place(const struct ways *ways, const char *code)
{
	return world_place(ways->world, code) ? ways->slot_of[world_place_number(ways->world, code)]
					      : MEMBER_NO_PLACE;
}

uint32_t ways_stop(const struct ways *ways, const char *code)
{
	const char *codes[32];
	uint32_t slot = MEMBER_NO_PLACE;
	size_t n = world_place(ways->world, code) ? world_complex(ways->world, code, codes, 32) : 0;

	if (n)
		slot = ways_place(ways, code);
	for (size_t i = 0; i < n && slot == MEMBER_NO_PLACE; i++)
		slot = ways_place(ways, codes[i]);
	return slot;
}

const struct place *ways_place_at(const struct ways *ways, uint32_t place)
{
	return world_place_at(ways->world, ways->place_of[place]);
}

#include "domain/live.h"

#include "base/arena.h"
#include "base/calendar.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define CLEAR      (6 * 60) /* minutes by which the nearest must be nearer than the next */
#define NOT_A_STOP UINT16_MAX

const char *const live_rule_words[LIVE_RULES] = {"voyage", "named", "like"};

/* How far from the timetable its first call may be, and at how many stops it must call. */
static const struct {
	int32_t within;
	unsigned stops;
} live_rules[LIVE_RULES] = {
	[LIVE_VOYAGE] = {14 * DAY_MINUTES, 1}, [LIVE_NAMED] = {4 * DAY_MINUTES, 1}, [LIVE_LIKE] = {2160, 2}};

struct candidate {
	uint32_t transport, service;
	int32_t date, off; /* minutes */
	enum live_rule rule;
	bool best; /* of its transport */
};

struct matching {
	struct arena *a;
	const struct timetable *t;
	const struct live_service *services;
	const struct live_transport *transports;
	size_t transport_count;
	struct live_match *matches;
	struct candidate *list;
	size_t count, room;
	struct timetable_patch *patches;
	size_t patch_count, patch_room;
};

/* ---- what it is called ---- */

static bool same(const char *a, const char *b)
{
	return a && b && *a && strcasecmp(a, b) == 0;
}

static bool has_name(const struct live_transport *x, const char *name)
{
	for (size_t i = 0; i < x->name_count; i++)
		if (same(x->names[i], name))
			return true;
	return false;
}

/* By the number of the ship where both have one, else by her name. */
static bool same_ship(const struct live_transport *x, const char *imo, const char *name)
{
	return x->imo && imo ? strcmp(x->imo, imo) == 0 : has_name(x, name);
}

static bool is_named(const struct live_transport *x, const struct live_service *s)
{
	if (x->carry != CARRY_RAIL)
		return same_ship(x, s->imo, s->name);
	for (size_t i = 0; i < s->train_count; i++)
		if (has_name(x, s->trains[i]))
			return true;
	return false;
}

static bool is_like(const struct matching *m, const struct live_transport *x, uint32_t service)
{
	const struct live_service *s = &m->services[service];

	return !s->imo && !s->name && !s->train_count &&
	       (same(x->carrier, s->carrier) || same(x->carrier, m->t->services[service].operator));
}

/* Of that date another ship may be told, or a voyage that is another's. */
static bool is_rule(const struct matching *m, const struct live_transport *x, uint32_t service, int32_t date,
	enum live_rule *rule)
{
	const struct live_service *s = &m->services[service];
	const struct live_voyage *v = s->voyages, *end = v + s->voyage_count;

	while (v < end && v->date != date)
		v++;
	if (v < end && v->number && x->voyage) {
		*rule = LIVE_VOYAGE;
		return same(x->voyage, v->number) &&
		       (!(v->imo || v->name || s->imo || s->name) ||
			       same_ship(x, v->imo ? v->imo : s->imo, v->name ? v->name : s->name));
	}
	if (v < end && (v->imo || v->name)) {
		*rule = LIVE_NAMED;
		return same_ship(x, v->imo, v->name);
	}
	*rule = is_named(x, s) ? LIVE_NAMED : LIVE_LIKE;
	return *rule == LIVE_NAMED || is_like(m, x, service);
}

/* ---- where it calls ---- */

struct calls {          /* of a transport, at a service's stops */
	uint16_t *stop; /* of each call; NOT_A_STOP */
	size_t first;   /* the first that is at one */
	unsigned stops; /* how many different ones */
};

static struct calls calls_of(const struct matching *m, const struct live_transport *x, uint32_t service)
{
	const struct timetable_service *s = &m->t->services[service];
	struct calls c = {arena_alloc_array(m->a, x->call_count + 1, sizeof *c.stop), x->call_count, 0};
	unsigned next = 0; /* twice the stop, and one more where it leaves */

	for (size_t i = 0; i < x->call_count; i++) {
		unsigned at = next;

		while (at / 2 < s->stop_count &&
			(s->stops[at / 2].place != x->calls[i].place || at % 2 != x->calls[i].departs))
			at++;
		c.stop[i] = at > 0 && at < 2 * s->stop_count - 1 ? (uint16_t)(at / 2) : NOT_A_STOP;
		if (c.stop[i] == NOT_A_STOP)
			continue;
		c.stops += !next || at / 2 != (next - 1) / 2;
		c.first = c.first == x->call_count ? i : c.first;
		next = at + 1;
	}
	return c;
}

static minute scheduled(const struct matching *m, uint32_t service, unsigned stop, bool departs, int32_t date)
{
	const struct timetable_stop *s = &m->t->services[service].stops[stop];

	return timetable_utc(m->t->places[s->place].zone, date, departs ? s->departs : s->arrives);
}

/* ---- candidates ---- */

static minute planned(const struct live_call *c)
{
	return c->planned != MINUTE_NEVER ? c->planned : c->at;
}

static void find_dates(struct matching *m, uint32_t transport, uint32_t service, const struct calls *c)
{
	const struct live_transport *x = &m->transports[transport];
	const struct live_call *first = &x->calls[c->first];
	const minute at = planned(first);
	const int32_t about =
		at / DAY_MINUTES - scheduled(m, service, c->stop[c->first], first->departs, 0) / DAY_MINUTES;
	const int32_t around = live_rules[LIVE_VOYAGE].within / DAY_MINUTES + 1;

	for (int32_t date = about - around; date <= about + around; date++) {
		struct candidate k = {transport, service, date, 0, LIVE_RULES, false};

		if (!timetable_runs(&m->t->services[service], date) || !is_rule(m, x, service, date, &k.rule))
			continue;
		k.off = abs(at - scheduled(m, service, c->stop[c->first], first->departs, date));
		if (k.off > live_rules[k.rule].within || c->stops < live_rules[k.rule].stops)
			continue;
		if (k.rule == LIVE_NAMED && x->day == date && c->stop[c->first] == 0)
			k.off = -CLEAR; /* the train of that day, however late */
		m->list = arena_grow(m->a, m->list, m->count, &m->room, sizeof *m->list);
		m->list[m->count++] = k;
	}
}

static bool goes_by(const struct live_transport *x, const struct timetable_service *s)
{
	return x->carry == s->carry || (x->carry == CARRY_VESSEL && s->carry == CARRY_FERRY);
}

/* Whether any rule may say so: most services are not looked at closely. */
static bool may_be(const struct matching *m, const struct live_transport *x, uint32_t service)
{
	const struct live_service *s = &m->services[service];

	return goes_by(x, &m->t->services[service]) &&
	       (s->voyage_count || is_named(x, s) || is_like(m, x, service));
}

static int by_rule_then_near(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rule != y->rule)
		return (int)x->rule - (int)y->rule;
	if (x->off != y->off)
		return x->off < y->off ? -1 : 1;
	if (x->transport != y->transport)
		return x->transport < y->transport ? -1 : 1;
	if (x->service != y->service)
		return x->service < y->service ? -1 : 1;
	return x->date < y->date ? -1 : x->date > y->date;
}

/* Another trip for the transport, or another transport that would have this one, is nearly as near by the
 * same rule. */
static bool is_unclear(const struct matching *m, const struct candidate *k)
{
	for (const struct candidate *o = m->list; o < m->list + m->count; o++) {
		const bool one_trip = o->service == k->service && o->date == k->date;

		if (o == k || o->rule != k->rule || abs(o->off - k->off) >= CLEAR)
			continue;
		if (o->transport == k->transport ? !one_trip : one_trip && o->best)
			return true;
	}
	return false;
}

static bool is_taken(const struct matching *m, const struct candidate *k)
{
	for (size_t i = 0; i < m->transport_count; i++)
		if (m->matches[i].state == LIVE_TRIP && m->matches[i].service == k->service &&
			m->matches[i].date == k->date)
			return true;
	return false;
}

static void choose(struct matching *m)
{
	bool *seen = arena_alloc_array(m->a, m->transport_count + 1, sizeof *seen);

	if (m->count)
		qsort(m->list, m->count, sizeof *m->list, by_rule_then_near);
	for (struct candidate *k = m->list; k < m->list + m->count; k++) {
		k->best = !seen[k->transport];
		seen[k->transport] = true;
	}
	for (const struct candidate *k = m->list; k < m->list + m->count; k++)
		if (k->best && !is_taken(m, k))
			m->matches[k->transport] = (struct live_match){
				is_unclear(m, k) ? LIVE_UNCLEAR : LIVE_TRIP, k->rule, k->service, k->date, 0};
		else if (k->best)
			m->matches[k->transport] =
				(struct live_match){LIVE_UNCLEAR, k->rule, k->service, k->date, 0};
}

/* ---- what becomes of the trip ---- */

static void patch(struct matching *m, const struct live_match *match, enum patch what, unsigned stop,
	bool departs, int32_t minutes, bool fact)
{
	m->patches = arena_grow(m->a, m->patches, m->patch_count, &m->patch_room, sizeof *m->patches);
	m->patches[m->patch_count++] = (struct timetable_patch){
		what, match->service, match->date, match->number, (uint16_t)stop, departs, minutes, fact};
}

static bool all_taken_back(const struct live_transport *x)
{
	for (size_t i = 0; i < x->call_count; i++)
		if (!x->calls[i].taken_back)
			return false;
	return true;
}

/* It is no fact, and one was told since. */
static bool is_outdated(const struct live_transport *x, const struct live_call *call)
{
	for (const struct live_call *c = x->calls; c < x->calls + x->call_count && !call->fact; c++)
		if (c->fact && !c->taken_back && c->said > call->said)
			return true;
	return false;
}

static void move(
	struct matching *m, const struct live_transport *x, const struct live_match *match, int32_t own)
{
	const struct calls c = calls_of(m, x, match->service);

	if (all_taken_back(x)) {
		patch(m, match, PATCH_CANCELLED, 0, false, 0, false);
		return;
	}
	for (size_t i = 0; i < x->call_count; i++) {
		const struct live_call *call = &x->calls[i];

		if (c.stop[i] != NOT_A_STOP && !call->taken_back && !is_outdated(x, call))
			patch(m, match, PATCH_MOVED, c.stop[i], call->departs,
				call->at - own -
					scheduled(m, match->service, c.stop[i], call->departs, match->date),
				call->fact);
	}
}

/* ---- extra trips ---- */

static int32_t extras_of(const struct matching *m, size_t before, const struct live_match *match)
{
	int32_t n = 0;

	for (size_t i = 0; i < before; i++)
		n += m->matches[i].state == LIVE_EXTRA && m->matches[i].service == match->service &&
		     m->matches[i].date == match->date;
	return n;
}

/* Named by one route alone, and far from all dates of it. */
static void add_extra(struct matching *m, uint32_t transport)
{
	const struct live_transport *x = &m->transports[transport];
	struct live_match *match = &m->matches[transport], found = {.state = LIVE_NONE};
	int32_t own = 0;
	size_t named = 0;

	for (uint32_t s = 0; s < m->t->service_count; s++) {
		struct calls c;
		const struct live_call *first;

		if (!goes_by(x, &m->t->services[s]) || !is_named(x, &m->services[s]))
			continue;
		named++;
		c = calls_of(m, x, s);
		if (c.stops < 2)
			continue;
		first = &x->calls[c.first];
		found = (struct live_match){LIVE_EXTRA, LIVE_NAMED, s, 0, 0};
		found.date = (int32_t)calendar_floor(
			planned(first) - scheduled(m, s, c.stop[c.first], first->departs, 0) +
				DAY_MINUTES / 2,
			DAY_MINUTES);
		own = planned(first) - scheduled(m, s, c.stop[c.first], first->departs, found.date);
	}
	if (named != 1 || found.state == LIVE_NONE || all_taken_back(x))
		return;
	found.number = 1 + extras_of(m, transport, &found);
	*match = found;
	patch(m, match, PATCH_ADDED, 0, false, own, false);
	move(m, x, match, own);
}

size_t live_patches(struct arena *a, const struct timetable *t, const struct live_service *services,
	const struct live_transport *transports, size_t n, struct live_match *matches,
	struct timetable_patch **patches)
{
	struct matching m = {.a = a,
		.t = t,
		.services = services,
		.transports = transports,
		.transport_count = n,
		.matches = matches};

	for (uint32_t i = 0; i < n; i++) {
		matches[i] = (struct live_match){.state = LIVE_NONE};
		for (uint32_t s = 0; s < t->service_count && transports[i].call_count; s++) {
			struct calls c;

			if (!may_be(&m, &transports[i], s))
				continue;
			c = calls_of(&m, &transports[i], s);
			if (c.stops)
				find_dates(&m, i, s, &c);
		}
	}
	choose(&m);
	for (uint32_t i = 0; i < n; i++)
		if (matches[i].state == LIVE_TRIP)
			move(&m, &transports[i], &matches[i], 0);
		else if (matches[i].state == LIVE_NONE)
			add_extra(&m, i);
	*patches = m.patches;
	return m.patch_count;
}

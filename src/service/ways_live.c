#include "service/ways_live.h"

#include "base/calendar.h"
#include "base/hashed.h"
#include "domain/live.h"
#include "domain/train.h"
#include "service/ways_room.h"
#include "store/live_store.h"
#include "store/rail_store.h"

#include <stdlib.h>
#include <string.h>

struct keyed {                   /* what was told of a transport by one of its keys */
	const char *key, *first; /* the first of those that are one transport */
	const struct live_row *rows;
	size_t count;
};

struct ways_told {
	struct live_row *rows; /* by transport and time */
	size_t row_count;
	struct keyed *keyed; /* by first, then key */
	size_t key_count;
	struct train_name *names; /* of the trains, by key */
	size_t name_count;
	const char **class_of; /* of each name: the first key of those that are one train */
	struct ways_taken taken;
};

/* ---- reading ---- */

static void key_rows(struct arena *a, struct ways_told *t)
{
	t->keyed = arena_alloc_array(a, t->row_count + 1, sizeof *t->keyed);
	for (size_t i = 0, end; i < t->row_count; i = end) {
		const char *key = t->rows[i].transport;

		for (end = i; end < t->row_count && strcmp(t->rows[end].transport, key) == 0; end++)
			;
		t->keyed[t->key_count++] = (struct keyed){key, key, &t->rows[i], end - i};
	}
}

static int name_of_key(const void *key, const void *name)
{
	return strcmp(key, ((const struct train_name *)name)->train);
}

static int by_first(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int d = strcmp(x->first, y->first);

	return d ? d : strcmp(x->key, y->key);
}

static bool read_names(struct conn *c, struct arena *a, struct ways_told *t, struct fault *f)
{
	const char **trains = arena_alloc_array(a, t->key_count + 1, sizeof *trains);
	size_t n = 0;

	for (size_t i = 0; i < t->key_count; i++)
		if (train_is_key(t->keyed[i].key))
			trains[n++] = t->keyed[i].key;
	if (n && !rail_names(c, a, trains, n, &t->names, &t->name_count, f))
		return false;
	t->class_of = arena_alloc_array(a, t->name_count + 1, sizeof *t->class_of);
	train_classes(a, t->names, t->name_count, t->class_of);
	for (size_t i = 0; i < t->key_count; i++) {
		const struct train_name *name =
			t->name_count
				? bsearch(t->keyed[i].key, t->names, t->name_count, sizeof *name, name_of_key)
				: NULL;

		if (name)
			t->keyed[i].first = t->class_of[name - t->names];
	}
	if (t->key_count)
		qsort(t->keyed, t->key_count, sizeof *t->keyed, by_first);
	return true;
}

static bool read_taken(struct conn *c, struct arena *a, struct ways_told *t, instant now, struct fault *f)
{
	const char **keys = arena_alloc_array(a, t->key_count + 1, sizeof *keys),
		   **firsts = arena_alloc_array(a, t->key_count + 1, sizeof *firsts);

	for (size_t i = 0; i < t->key_count; i++) {
		keys[i] = t->keyed[i].key;
		firsts[i] = i && strcmp(t->keyed[i].first, t->keyed[i - 1].first) == 0 ? firsts[i - 1]
										       : t->keyed[i].key;
	}
	return ways_taken_read(&t->taken, c, a, keys, firsts, t->key_count, now, f);
}

static uint32_t number_of(const struct ways_told *t)
{
	uint32_t h = HASHED;

	for (const struct live_row *r = t->rows; r < t->rows + t->row_count; r++) {
		h = hashed_text(hashed_text(h, r->transport), r->place);
		h = hashed_number(h, r->at + r->departs + 2 * r->fact + 4 * r->taken_back);
		h = hashed_number(h, r->planned ^ r->said);
	}
	for (const struct train_name *n = t->names; n < t->names + t->name_count; n++)
		h = hashed_text(hashed_text(h, n->train), n->name);
	return ways_taken_number(h, &t->taken);
}

struct ways_told *ways_told_read(
	struct conn *c, struct arena *a, instant now, uint32_t *number, struct fault *f)
{
	struct ways_told *t = arena_alloc(a, sizeof *t);

	if (!live_calls(c, a, now - WAYS_DAYS_BEFORE * INSTANT_DAY, now + WAYS_DAYS * INSTANT_DAY, &t->rows,
		    &t->row_count, f))
		return NULL;
	key_rows(a, t);
	if (!read_names(c, a, t, f) || !read_taken(c, a, t, now, f))
		return NULL;
	*number = number_of(t);
	return t;
}

/* ---- transports ---- */

static size_t end_of(const struct ways_told *t, size_t first)
{
	size_t end = first;

	while (end < t->key_count && strcmp(t->keyed[end].first, t->keyed[first].first) == 0)
		end++;
	return end;
}

static int by_time(const void *a, const void *b)
{
	const struct live_row *x = *(const struct live_row *const *)a,
			      *y = *(const struct live_row *const *)b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x > y) - (x < y);
}

static minute minute_told(instant t)
{
	minute m;

	return t != INSTANT_NONE && minute_of(t, &m) ? m : MINUTE_NEVER;
}

static const enum carry carry_of_mode[MODES] = {
	[MODE_VESSEL] = CARRY_VESSEL, [MODE_RAIL] = CARRY_RAIL, [MODE_BARGE] = CARRY_BARGE};

static void add_calls(const struct ways *w, struct arena *a, const struct keyed *x, const struct keyed *end,
	struct live_transport *to)
{
	const struct live_row **rows;
	struct live_call *calls;
	size_t n = 0, most = 0;

	for (const struct keyed *k = x; k < end; k++)
		most += k->count;
	rows = arena_alloc_array(a, most, sizeof *rows);
	for (const struct keyed *k = x; k < end; k++)
		for (size_t i = 0; i < k->count; i++)
			rows[n++] = &k->rows[i];
	qsort(rows, n, sizeof *rows, by_time);
	to->calls = calls = arena_alloc_array(a, n, sizeof *calls);
	for (size_t i = 0; i < n; i++) {
		const struct live_row *r = rows[i];
		const struct live_call c = {ways_stop(w, r->place), r->departs, r->fact, r->taken_back,
			minute_told(r->at), minute_told(r->planned),
			r->said == INSTANT_NONE ? MINUTE_PAST : minute_told(r->said)};

		if (c.place != MEMBER_NO_PLACE && c.at != MINUTE_NEVER)
			calls[to->call_count++] = c;
	}
}

/* As its calls tell it, and every other that its railways have for it. */
static void add_names(const struct ways_told *t, struct arena *a, const struct keyed *x,
	const struct keyed *end, struct live_transport *to)
{
	const char **names = arena_alloc_array(a, (size_t)(end - x) + t->name_count + 1, sizeof *names);

	for (const struct keyed *k = x; k < end; k++)
		if (k->rows->name)
			names[to->name_count++] = k->rows->name;
	for (size_t i = 0; i < t->name_count; i++)
		if (to->carry == CARRY_RAIL && strcmp(t->class_of[i], x->first) == 0)
			names[to->name_count++] = t->names[i].name;
	to->names = names;
}

static struct live_transport transport_of(const struct ways *w, const struct ways_told *t, struct arena *a,
	const struct keyed *x, const struct keyed *end)
{
	struct live_transport to = {.key = x->key, .day = INT32_MIN};

	to.carry = train_is_key(x->key) ? CARRY_RAIL : carry_of_mode[x->rows->mode];
	for (const struct keyed *k = x; k < end; k++) {
		to.imo = to.imo ? to.imo : k->rows->imo;
		to.voyage = to.voyage ? to.voyage : k->rows->voyage;
		to.carrier = to.carrier ? to.carrier : k->rows->carrier;
		if (to.day == INT32_MIN && !train_day_of(k->key, &to.day))
			to.day = INT32_MIN;
	}
	add_names(t, a, x, end, &to);
	add_calls(w, a, x, end, &to);
	return to;
}

/* ---- services ---- */

static struct live_service *services_of(const struct ways *w, struct arena *a)
{
	struct live_service *s = arena_alloc_array(a, w->timetable.service_count + 1, sizeof *s);

	for (size_t i = 0; i < w->timetable.service_count; i++) {
		const struct route_carrier *c = &w->routes[i].carrier;
		struct live_voyage *voyages = arena_alloc_array(a, c->voyage_count + 1, sizeof *voyages);

		for (size_t k = 0; k < c->voyage_count; k++)
			voyages[k] = (struct live_voyage){c->voyages[k].date, c->voyages[k].vessel.imo,
				c->voyages[k].vessel.name, c->voyages[k].number};
		s[i] = (struct live_service){c->carrier, c->vessel.imo, c->vessel.name, c->trains,
			c->train_count, voyages, c->voyage_count};
	}
	return s;
}

/* ---- what it comes to ---- */

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct ways_run *)a)->key, ((const struct ways_run *)b)->key);
}

static bool is_keyed(const struct keyed *x, const struct keyed *end, const char *key)
{
	while (x < end && strcmp(x->key, key) != 0)
		x++;
	return x < end;
}

/* By each of its keys, and by those under which nothing is told of it itself. */
static void add_runs(struct ways *w, struct arena *a, const struct ways_told *t, const struct keyed *x,
	const struct keyed *end, const struct live_match *match)
{
	struct ways_run *runs = (struct ways_run *)(uintptr_t)w->runs;

	for (const struct keyed *k = x; k < end; k++)
		runs[w->run_count++] =
			(struct ways_run){arena_strdup(a, k->key), k == x, *match, NETWORK_NONE};
	for (size_t i = 0; i < t->name_count; i++) {
		const char *key = t->names[i].train;

		if (strcmp(t->class_of[i], x->first) == 0 &&
			(!i || strcmp(t->names[i - 1].train, key) != 0) && !is_keyed(x, end, key))
			runs[w->run_count++] =
				(struct ways_run){arena_strdup(a, key), false, *match, NETWORK_NONE};
	}
}

void ways_told_patch(struct ways *w, struct arena *a, const struct ways_told *told)
{
	struct arena scratch = ARENA_INIT;
	struct live_transport *transports =
		arena_alloc_array(&scratch, told->key_count + 1, sizeof *transports);
	struct live_match *matches = arena_alloc_array(&scratch, told->key_count + 1, sizeof *matches);
	struct timetable_patch *patches, *kept;
	size_t n = 0;

	for (size_t i = 0; i < told->key_count; i = end_of(told, i))
		transports[n++] =
			transport_of(w, told, &scratch, &told->keyed[i], &told->keyed[end_of(told, i)]);
	w->timetable.patch_count = live_patches(
		&scratch, &w->timetable, services_of(w, &scratch), transports, n, matches, &patches);
	w->timetable.patches = kept = arena_alloc_array(a, w->timetable.patch_count + 1, sizeof *kept);
	if (w->timetable.patch_count)
		memcpy(kept, patches, w->timetable.patch_count * sizeof *kept);
	w->runs = arena_alloc_array(a, told->key_count + told->name_count + 1, sizeof *w->runs);
	n = 0;
	for (size_t i = 0; i < told->key_count; i = end_of(told, i), n++)
		if (matches[n].state != LIVE_NONE)
			add_runs(w, a, told, &told->keyed[i], &told->keyed[end_of(told, i)], &matches[n]);
	if (w->run_count)
		qsort((struct ways_run *)(uintptr_t)w->runs, w->run_count, sizeof *w->runs, by_key);
	arena_free(&scratch);
}

void ways_told_trips(struct ways *w, struct arena *a, const struct ways_told *told)
{
	struct ways_run *runs = (struct ways_run *)(uintptr_t)w->runs;
	uint32_t *run_at = arena_alloc_array(a, w->network->trip_count + 1, sizeof *run_at);

	for (size_t i = 0; i < w->run_count; i++) {
		const struct live_match *m = &runs[i].match;

		if (m->state != LIVE_UNCLEAR)
			runs[i].trip = network_trip_find(w->network, m->service, m->date, m->number);
		if (runs[i].trip != NETWORK_NONE && runs[i].first)
			run_at[runs[i].trip] = (uint32_t)i + 1;
	}
	w->run_at = run_at;
	ways_room_make(w, a, &told->taken);
}

const struct ways_run *ways_run(const struct ways *w, const char *key)
{
	const struct ways_run asked = {.key = key};

	return w->run_count ? bsearch(&asked, w->runs, w->run_count, sizeof asked, by_key) : NULL;
}

const struct ways_run *ways_run_of(const struct ways *w, uint32_t trip)
{
	return w->run_at[trip] ? &w->runs[w->run_at[trip] - 1] : NULL;
}

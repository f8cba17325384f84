#include "service/disrupt_apply.h"

#include "base/limits.h"
#include "base/words.h"
#include "service/answer_parts.h"
#include "service/as_of.h"
#include "system/clock.h"

#include <stdlib.h>
#include <string.h>

#define BOXES_AT_ONCE 50

static void let_network_go(void *arena)
{
	arena_free(arena);
	free(arena);
}

/* ---- the two networks ---- */

/* Restrictions but the one of that name, and this one where there is one. */
static void restrict_it(struct disrupting *d, struct disrupt_net *n, const char *name,
	const struct timetable_restriction *more)
{
	const struct timetable *t = &d->ways->timetable;
	struct timetable_restriction *all =
		arena_alloc_array(d->q->arena, t->restriction_count + 2, sizeof *all);

	n->timetable = *t;
	n->timetable.restrictions = all;
	n->timetable.restriction_count = 0;
	for (size_t i = 0; i < t->restriction_count; i++)
		if (!name || strcmp(d->ways->restrictions[i], name) != 0)
			all[n->timetable.restriction_count++] = t->restrictions[i];
	if (more)
		all[n->timetable.restriction_count++] = *more;
}

static void make_network(struct disrupting *d, struct disrupt_net *n)
{
	struct arena *a = calloc(1, sizeof *a);

	*a = (struct arena)ARENA_INIT;
	arena_later(d->q->arena, let_network_go, a);
	n->network =
		network_make(a, &n->timetable, d->ways->day - WAYS_DAYS_BEFORE, d->ways->day + WAYS_DAYS - 1);
	n->space = search_space_make(a, n->network);
	n->left = disrupt_left(a, d->ways->network, d->ways->left, n->network);
}

static bool place_in(struct disrupting *d, uint32_t *place)
{
	if (*place != MEMBER_NO_PLACE)
		*place = d->ways->slot_of[*place];
	return *place != MEMBER_NO_PLACE;
}

/* As the network knows it; false: nothing stops there, so that nothing is hit. */
static bool bind(struct disrupting *d, struct restriction *r)
{
	if (r->route)
		return (r->rule.service = ways_service(d->ways, r->route)) != NETWORK_NONE;
	if (r->rule.what == RESTRICTED_COUNTRY)
		return true;
	return place_in(d, &r->rule.place) &&
	       (r->rule.what != RESTRICTED_STRETCH || place_in(d, &r->rule.to_place));
}

/* ---- boxes ---- */

static void keep_box(struct disrupting *d, const struct disrupt_box *b)
{
	d->boxes = arena_grow(d->q->arena, d->boxes, d->box_count, &d->box_room, sizeof *d->boxes);
	d->boxes[d->box_count++] = *b;
}

static bool read_some(struct disrupting *d, const char *const *numbers, size_t n)
{
	const struct stories_asked asked = {numbers, n, NULL, d->now, BOXES_AT_ONCE * LIMIT_TIMELINE, true};
	struct stories s;

	if (!stories_read(&s, d->q->conn, d->scratch, d->ways->world, &asked, d->q->fault))
		return false;
	for (size_t i = 0; i < s.count; i++) {
		struct disrupt_box b;

		if (!s.list[i].line.count || !disrupt_box_read(d, &s.list[i], &b))
			continue;
		if (!b.unknown) {
			const struct disrupt_way after = disrupt_way_after(&b);

			disrupt_follow(d->before.network, NULL, &b.cargo, &b.way, d->q->arena, &b.was);
			disrupt_follow(d->after.network, NULL, &b.cargo, &after, d->q->arena, &b.waits);
		}
		keep_box(d, &b);
	}
	return true;
}

static const char *words_ahead(struct arena *a)
{
	const char *words[JOURNEY_STATUSES];
	size_t n = 0;

	for (int s = 0; s < JOURNEY_STATUSES; s++)
		if (s != JOURNEY_DELIVERED && s != JOURNEY_EMPTY_RETURNED)
			words[n++] = journey_status_words[s];
	return array_literal(a, words, n);
}

static void keep_unknown(
	struct disrupting *d, const struct disrupt_asked *asked, const char **found, size_t n)
{
	for (size_t i = 0; i < asked->container_count; i++)
		if (!n || !words_find(found, n, asked->containers[i]))
			keep_box(d, &(struct disrupt_box){.container = asked->containers[i],
					    .unknown = "nobody told that it is under way"});
}

static bool list_boxes(
	struct disrupting *d, const struct disrupt_asked *asked, const char ***numbers, size_t *n)
{
	const struct param p[] = {P_TEXT(words_ahead(d->q->arena)), p_int(d->q->arena, LIMIT_DISRUPTED + 1),
		P_TEXT(array_literal(d->q->arena, asked->containers, asked->container_count))};
	const bool named = asked->containers != NULL;
	struct rows *r;

	if (!conn_query(d->q->conn, named ? SQL_boxes_under_way_of : SQL_boxes_under_way, p, named ? 3 : 2,
		    d->q->arena, &r, d->q->fault))
		return false;
	if (rows_count(r) > LIMIT_DISRUPTED)
		return fault_say(d->q->fault, FAULT_TOO_LARGE,
			"more than %d containers are under way, and no more are looked at at once: name "
			"those "
			"that are to be in `containers`",
			LIMIT_DISRUPTED);
	*n = (size_t)rows_count(r);
	*numbers = arena_alloc_array(d->q->arena, *n + 1, sizeof **numbers);
	for (size_t i = 0; i < *n; i++)
		(*numbers)[i] = rows_text(r, (int)i, 0);
	keep_unknown(d, asked, *numbers, *n);
	return true;
}

static bool read_boxes(struct disrupting *d, const struct disrupt_asked *asked)
{
	struct arena scratch = ARENA_INIT;
	const char **numbers = NULL;
	bool good = list_boxes(d, asked, &numbers, &d->looked);

	d->scratch = &scratch;
	for (size_t i = 0; good && i < d->looked; i += BOXES_AT_ONCE) {
		good = read_some(
			d, numbers + i, d->looked - i < BOXES_AT_ONCE ? d->looked - i : BOXES_AT_ONCE);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	d->scratch = d->q->arena;
	return good;
}

/* ---- the answer ---- */

struct telling {
	const struct disrupt_asked *asked;
	const char *nothing;
	struct disrupt_box *unknown; /* by why */
	size_t unknown_count;
	int64_t applied;
	bool set;
};

static int by_why(const void *x, const void *y)
{
	const struct disrupt_box *a = x, *b = y;
	int d = strcmp(a->unknown, b->unknown);

	return d ? d : strcmp(a->container, b->container);
}

/* Takes out those of which nothing can be said. */
static void sort_out(struct disrupting *d, struct telling *t)
{
	size_t kept = 0;

	t->unknown = arena_alloc_array(d->q->arena, d->box_count + 1, sizeof *t->unknown);
	for (size_t i = 0; i < d->box_count; i++)
		if (d->boxes[i].unknown)
			t->unknown[t->unknown_count++] = d->boxes[i];
		else
			d->boxes[kept++] = d->boxes[i];
	d->box_count = kept;
	if (t->unknown_count)
		qsort(t->unknown, t->unknown_count, sizeof *t->unknown, by_why);
}

static void write_unknown(struct json *j, const struct telling *t)
{
	jw_key(j, "unknown");
	jw_open(j, '[');
	for (size_t i = 0, until; i < t->unknown_count; i = until) {
		const char *why = t->unknown[i].unknown;

		jw_open(j, '{');
		jw_member(j, "why", why);
		jw_key(j, "containers");
		jw_open(j, '[');
		for (until = i; until < t->unknown_count && strcmp(t->unknown[until].unknown, why) == 0;
			until++)
			jw_string(j, t->unknown[until].container);
		jw_close(j, ']');
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

/* Trips that wait for this quota, and those that do not run because of it. */
static void write_held(struct json *j, const struct disrupting *d)
{
	const struct network *n = d->after.network;
	int64_t held = 0, stopped = 0;

	for (size_t i = 0; n && i < n->hold_count; i++)
		if (n->holds[i].restriction == n->timetable->restriction_count - 1) {
			held += n->holds[i].minutes != MINUTE_NEVER;
			stopped += n->holds[i].minutes == MINUTE_NEVER;
		}
	jw_member_integer(j, "held", held);
	jw_member_integer(j, "stopped", stopped);
}

static void write_answer(const struct disrupting *d, const struct telling *t)
{
	struct json j = {d->q->out, false};

	jw_open(&j, '{');
	jw_member_bool(&j, "dryRun", t->asked->dry);
	jw_member(&j, "name", t->asked->name);
	jw_key(&j, "what");
	jw_raw(&j, t->asked->row.told);
	jw_member_bool(&j, "set", t->set);
	write_held(&j, d);
	jw_member_integer(&j, "looked", (int64_t)d->looked);
	jw_member_integer(&j, "hit", (int64_t)d->box_count);
	jw_member_integer(&j, "applied", t->applied);
	jw_member(&j, "nothing", t->nothing);
	write_unknown(&j, t);
	jw_member(&j, "currency", "USD");
	jw_key(&j, "boxes");
	jw_open(&j, '[');
	for (size_t i = 0; i < d->box_count; i++)
		disrupt_box_write(&j, d, &d->boxes[i], i + 1);
	jw_close(&j, ']');
	jw_close(&j, '}');
}

/* ---- all of it ---- */

static bool find_hit(struct disrupting *d, struct telling *t)
{
	struct restriction r = t->asked->restriction;

	if (!bind(d, &r)) {
		t->nothing = "no route stops there";
		return true;
	}
	d->rule = &r.rule;
	restrict_it(d, &d->before, t->asked->name, NULL);
	restrict_it(d, &d->after, t->asked->name, &r.rule);
	make_network(d, &d->before);
	make_network(d, &d->after);
	if (!read_boxes(d, t->asked))
		return false;
	sort_out(d, t);
	disrupt_share(d);
	return true;
}

static bool answer(struct asking *q, struct ways *w, const char *by, const struct disrupt_asked *asked)
{
	struct disrupting d = {.q = q, .ways = w, .now = clock_now(), .scratch = q->arena};
	struct telling t = {.asked = asked};
	struct search_rate *rates;

	d.rate_count = rates_into(q->arena, w->rates, w->rate_count, "USD", &rates);
	d.rates = rates;
	if (!find_hit(&d, &t) || (!asked->dry && !disrupt_set(q, by, asked, &t.set)) ||
		!disrupt_apply(&d, by, asked, &t.applied))
		return false;
	write_answer(&d, &t);
	return true;
}

bool answer_disruption(struct asking *q, const char *by, const json_t *body)
{
	struct ways *w = part_ways(q);
	struct disrupt_asked asked;

	return w && disrupt_asked_read(q, w, body, &asked) && answer(q, w, by, &asked);
}

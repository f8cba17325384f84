/* Nodes, and what lies between two rides: edges with their steps and opening hours. */
#include "domain/network_inside.h"

#include "base/calendar.h"

#include <string.h>

#define HOURS_BEHIND 60 /* days that opening hours reach beyond the last arrival */

/* ---- nodes ---- */

static void add_node(struct network *n, uint32_t place, enum carry carry)
{
	uint32_t *at = &n->node_at[(size_t)place * CARRIES + carry];

	if (*at != NETWORK_NONE)
		return;
	*at = (uint32_t)n->node_count;
	n->nodes[n->node_count++] = (struct network_node){.place = place, .carry = carry};
}

static void make_nodes(struct network *n, struct arena *a)
{
	const struct timetable *t = n->timetable;
	size_t most = t->place_count;

	for (size_t s = 0; s < t->service_count; s++)
		most += t->services[s].stop_count;
	if (most > t->place_count * CARRIES)
		most = t->place_count * CARRIES;
	n->nodes = arena_alloc_array(a, most + 1, sizeof *n->nodes);
	n->node_at = arena_alloc_array(a, t->place_count * CARRIES, sizeof *n->node_at);
	memset(n->node_at, 0xff, t->place_count * CARRIES * sizeof *n->node_at);
	for (uint32_t p = 0; p < t->place_count; p++)
		add_node(n, p, CARRY_NONE);
	for (size_t s = 0; s < t->service_count; s++)
		for (size_t k = 0; k < t->services[s].stop_count; k++)
			add_node(n, t->services[s].stops[k].place, t->services[s].carry);
}

/* ---- edges ---- */

struct link { /* a step of an edge; a rule of NETWORK_NONE: where none says */
	uint32_t from, to, rule;
	enum transfer what;
};

struct links {
	struct arena *a;
	struct link *list;
	size_t count, room;
};

static void add_link(struct links *l, const struct link *link)
{
	l->list = arena_grow(l->a, l->list, l->count, &l->room, sizeof *l->list);
	l->list[l->count++] = *link;
}

/* Whether a box can go from the one to the other without a ride: what comes from nowhere goes by something.
 */
static bool leads(const struct network *n, uint32_t from, uint32_t to)
{
	return from != NETWORK_NONE && to != NETWORK_NONE &&
	       (n->nodes[from].carry != CARRY_NONE || n->nodes[to].carry != CARRY_NONE);
}

static void add_links(const struct network *n, struct links *l, uint32_t from_place, uint32_t to_place,
	unsigned from, unsigned to, const struct link *link)
{
	for (enum carry f = CARRY_NONE; f < CARRIES; f++)
		for (enum carry g = CARRY_NONE; g < CARRIES; g++) {
			struct link made = *link;

			made.from = network_node(n, from_place, f);
			made.to = network_node(n, to_place, g);
			if ((from & CARRY_BIT(f)) && (to & CARRY_BIT(g)) && leads(n, made.from, made.to))
				add_link(l, &made);
		}
}

static int by_ends_then_step(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->what != y->what)
		return x->what < y->what ? -1 : 1;
	return (x->rule > y->rule) - (x->rule < y->rule);
}

static void find_links(const struct network *n, struct links *l)
{
	const struct timetable *t = n->timetable;
	struct link none = {.rule = NETWORK_NONE, .what = TRANSFERS};

	for (uint32_t i = 0; i < t->transfer_count; i++) {
		const struct timetable_transfer *r = &t->transfers[i];
		struct link link = {.rule = i, .what = r->what};

		add_links(n, l, r->place, r->to_place, r->from, r->to, &link);
	}
	for (uint32_t p = 0; p < t->place_count; p++) {
		add_links(n, l, p, p, CARRY_BIT(CARRY_NONE), CARRY_ALL, &none);
		add_links(n, l, p, p, CARRY_ALL, CARRY_BIT(CARRY_NONE), &none);
		if (t->transfer_minutes >= 0)
			add_links(n, l, p, p, CARRY_ALL, CARRY_ALL, &none);
	}
	if (l->count)
		qsort(l->list, l->count, sizeof *l->list, by_ends_then_step);
}

static bool has_hours(const struct timetable_transfer *rule)
{
	return rule->hour_count || rule->holiday_count;
}

/* The edge that the link begins: with all rules that are of it, else what counts where there is none. */
static size_t add_edge(struct network *n, const struct links *l, size_t i)
{
	const struct timetable *t = n->timetable;
	const struct link *first = &l->list[i];
	struct network_edge *e = &n->edges[n->edge_count++];

	*e = (struct network_edge){.from = first->from,
		.to = first->to,
		.step = (uint32_t)n->step_count,
		.ends = n->nodes[first->to].carry == CARRY_NONE};
	if (first->rule == NETWORK_NONE && n->nodes[e->from].carry && n->nodes[e->to].carry)
		e->minutes = t->transfer_minutes;
	for (; i < l->count && l->list[i].from == e->from && l->list[i].to == e->to; i++) {
		const struct timetable_transfer *rule = &t->transfers[l->list[i].rule];

		if (l->list[i].rule == NETWORK_NONE)
			continue;
		n->steps[n->step_count++] = l->list[i].rule;
		e->steps++;
		e->minutes += rule->minutes;
		e->hours |= has_hours(rule);
	}
	return i;
}

static void find_edges_into(struct network *n, struct arena *a, struct arena *scratch)
{
	uint32_t *at = arena_alloc_array(scratch, n->node_count + 1, sizeof *at), sum = 0;

	n->edges_into = arena_alloc_array(a, n->edge_count, sizeof *n->edges_into);
	for (size_t i = 0; i < n->edge_count; i++)
		at[n->edges[i].to]++;
	for (size_t i = 0; i <= n->node_count; i++) {
		n->nodes[i].into = sum;
		sum += at[i];
		at[i] = n->nodes[i].into;
	}
	for (uint32_t i = 0; i < n->edge_count; i++)
		n->edges_into[at[n->edges[i].to]++] = i;
}

void network_make_transfers(struct network *n, struct arena *a, struct arena *scratch)
{
	struct links l = {.a = scratch};
	size_t i = 0;

	make_nodes(n, a);
	find_links(n, &l);
	n->edges = arena_alloc_array(a, l.count, sizeof *n->edges);
	n->steps = arena_alloc_array(a, l.count, sizeof *n->steps);
	for (uint32_t from = 0; from <= n->node_count; from++) {
		n->nodes[from].out = (uint32_t)n->edge_count;
		while (i < l.count && l.list[i].from == from)
			i = add_edge(n, &l, i);
	}
	find_edges_into(n, a, scratch);
}

/* ---- opening hours ---- */

struct spans {
	struct arena *a;
	struct network_open *list;
	size_t count, room;
};

static bool is_holiday(const struct timetable_transfer *r, int32_t date)
{
	size_t i = 0;

	while (i < r->holiday_count && r->holidays[i] != date)
		i++;
	return i < r->holiday_count;
}

/* Spans come in the order in which they begin, or nearly so; those that touch are one. */
static void add_span(struct spans *s, size_t first, struct network_open o)
{
	size_t i;

	if (o.from >= o.until)
		return;
	s->list = arena_grow(s->a, s->list, s->count, &s->room, sizeof *s->list);
	for (i = s->count++; i > first && s->list[i - 1].from > o.from; i--)
		s->list[i] = s->list[i - 1];
	s->list[i] = o;
}

static void join_spans(struct spans *s, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < s->count; i++) {
		struct network_open *last = &s->list[kept - 1], *o = &s->list[i];

		if (kept == first || o->from > last->until)
			s->list[kept++] = *o;
		else if (o->until > last->until)
			last->until = o->until;
	}
	s->count = kept;
}

static void open_on(struct spans *s, size_t first, const struct timetable_transfer *r, const struct clocks *c,
	int32_t date)
{
	static const struct timetable_hours always = {0, 0, DAY_MINUTES};
	int weekday = (int)(((date + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
	size_t count = r->hour_count ? r->hour_count : 1;

	for (size_t i = 0; i < count; i++) {
		const struct timetable_hours *h = r->hour_count ? &r->hours[i] : &always;

		if (!r->hour_count || h->weekday == weekday)
			add_span(s, first,
				(struct network_open){clocks_utc(c, r->place, date, h->opens),
					clocks_utc(c, r->place, date, h->closes)});
	}
}

static minute last_arrival(const struct network *n)
{
	minute last = n->until;

	for (size_t i = 0; i < n->pattern_count; i++) {
		const struct network_pattern *p = &n->patterns[i];
		const minute arrives =
			n->departs[p->trip_end - 1] + n->calls[p->call + p->stops - 1u].arrives;

		last = arrives > last ? arrives : last;
	}
	return last;
}

void network_make_hours(struct network *n, struct arena *a, const struct clocks *c)
{
	const struct timetable *t = n->timetable;
	struct spans s = {.a = a};
	const int32_t first = n->from / DAY_MINUTES - 1, last = last_arrival(n) / DAY_MINUTES + HOURS_BEHIND;
	int32_t longest = 0;

	for (size_t i = 0; i < n->edge_count; i++)
		longest = n->edges[i].minutes > longest ? n->edges[i].minutes : longest;
	n->last = (last + 2) * DAY_MINUTES + longest;
	n->open_of = arena_alloc_array(a, t->transfer_count + 1, sizeof *n->open_of);
	for (size_t i = 0; i < t->transfer_count; i++) {
		const struct timetable_transfer *r = &t->transfers[i];
		size_t begun = s.count;

		for (int32_t date = first; has_hours(r) && date <= last; date++)
			if (!is_holiday(r, date))
				open_on(&s, begun, r, c, date);
		join_spans(&s, begun);
		n->open_of[i + 1] = (uint32_t)s.count;
	}
	n->open = s.list;
}

#include "service/beside.h"

#include "base/words.h"
#include "domain/train.h"
#include "record/leg.h"
#include "service/answer_parts.h"
#include "service/findings.h"
#include "service/mates.h"
#include "service/terms.h"
#include "store/beside_store.h"

#include <string.h>

struct beside {
	struct findings_world world;
	struct rows *papers;
	int *papers_from; /* a box each, and the end */
	struct term *terms;
	size_t term_count;
	struct reefer_watch *watches; /* a box each */
	const char **senders;
	instant *heard;
	size_t sender_count;
	struct listings lists, *lists_of; /* all by call; a box each */
	struct mates mates;
};

struct reading {
	struct batch *batch;
	struct arena *a;
	const struct stories *s;
	const struct stories_asked *asked;
	struct beside *b;
	struct rows *terms;
	struct calls *calls; /* a box each */
};

static void share_papers(const struct reading *r)
{
	size_t n = r->s->count;
	int row = 0, rows = rows_count(r->b->papers);

	r->b->papers_from = arena_alloc_array(r->a, n + 1, sizeof(int));
	for (size_t i = 0; i < n; i++) {
		r->b->papers_from[i] = row;
		while (row < rows && (size_t)rows_int(r->b->papers, row, PAPER_OF) == i + 1)
			row++;
	}
	r->b->papers_from[n] = row;
}

static void ask_terms(struct reading *r)
{
	const char **places = NULL, **of;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < r->s->count; i++) {
		const struct timeline *t = &r->s->list[i].line;
		const struct line l = {t->events, t->voided, t->count, 0};
		size_t count = findings_places(r->a, &l, &of);

		for (size_t k = 0; k < count; k++) {
			places = arena_grow(r->a, places, n, &room, sizeof *places);
			places[n++] = of[k];
		}
	}
	terms_of_later(r->batch, r->a, places, n, r->asked->now, &r->terms);
}

/* What these boxes themselves tell, the judge need not have followed. */
static void hear(const struct reading *r, const struct event *e)
{
	const char *const *found = words_find(r->b->senders, r->b->sender_count, e->sender);
	instant *heard = found ? &r->b->heard[found - (const char *const *)r->b->senders] : NULL;

	if (heard && e->said <= r->asked->now && e->said > *heard)
		*heard = e->said;
}

static void ask_heard(const struct reading *r)
{
	struct beside *b = r->b;
	size_t n = 0;

	b->senders = arena_alloc_array(r->a, r->s->count + 1, sizeof *b->senders);
	for (size_t i = 0; i < r->s->count; i++) {
		const struct fact *last = facts_last_move(&r->s->list[i].line.facts);

		if (last)
			b->senders[n++] = last->speaker->sender;
	}
	b->sender_count = words_once(b->senders, n);
	if (b->sender_count)
		heard_later(r->batch, r->a, b->senders, b->sender_count, &b->heard);
}

static void hear_all(const struct reading *r)
{
	for (size_t i = 0; i < r->s->count && r->b->sender_count; i++)
		for (size_t k = 0; k < r->s->list[i].line.count; k++)
			hear(r, r->s->list[i].line.events[k]);
}

/* ---- lists ---- */

struct calls {
	struct arena *a;
	const char **list;
	size_t count, room;
};

static void add_call(struct calls *c, const char *transport, const char *place)
{
	c->list = arena_grow(c->a, c->list, c->count, &c->room, sizeof *c->list);
	c->list[c->count++] = arena_printf(c->a, "%s@%s", transport, place);
}

/* Of a train by all of its keys: who lists it and who tells of the box may date it otherwise. */
static void add_calls(struct calls *c, const struct story *x, const char *transport, const char *place)
{
	const char *keys[RAIL_KEYS_MOST];
	size_t n = rail_keys(x->of->rail, transport, keys, RAIL_KEYS_MOST);

	for (size_t i = 0; i < n; i++)
		add_call(c, keys[i], place);
}

static bool is_lift(const struct event *e)
{
	return is(e, "LOAD") || is(e, "DISC") || is(e, EVENT_ABOARD);
}

/* The calls at which it is to be, or was, lifted onto or off what it is on; each once. */
static struct calls calls_of(struct arena *a, const struct story *x)
{
	struct calls c = {.a = a};

	for (size_t i = 0; i < x->line.count; i++) {
		const struct event *e = x->line.events[i];
		struct leg *legs;
		size_t n = e->via ? 0 : legs_read(a, e, &legs);

		if (e->transport.call && e->transport.key && e->place && !e->via && is_lift(e))
			add_calls(&c, x, e->transport.key, e->place);
		while (n--)
			if (legs[n].transport && legs[n].from)
				add_calls(&c, x, legs[n].transport, legs[n].from);
	}
	c.count = words_once(c.list, c.count);
	return c;
}

static struct listings among(const struct reading *r, const struct story *x, const struct calls *calls)
{
	const struct listings *all = &r->b->lists;
	struct listing *list = arena_alloc_array(r->a, all->count + 1, sizeof *list);
	struct listings found = {list, 0, all->departures, all->departure_count, &x->ride};

	for (size_t i = 0; i < all->count; i++)
		if (words_find(calls->list, calls->count,
			    arena_printf(r->a, "%s@%s", all->list[i].transport, all->list[i].place)))
			list[found.count++] = all->list[i];
	return found;
}

static void ask_lists(struct reading *r)
{
	struct calls all = {.a = r->a}, *of = arena_alloc_array(r->a, r->s->count + 1, sizeof *of);

	for (size_t i = 0; i < r->s->count; i++) {
		of[i] = calls_of(r->a, &r->s->list[i]);
		for (size_t k = 0; k < of[i].count; k++) {
			all.list = arena_grow(r->a, all.list, all.count, &all.room, sizeof *all.list);
			all.list[all.count++] = of[i].list[k];
		}
	}
	r->calls = of;
	all.count = words_once(all.list, all.count);
	listings_later(r->batch, r->a, all.list, all.count, &r->b->lists);
}

static void share_lists(const struct reading *r)
{
	r->b->lists_of = arena_alloc_array(r->a, r->s->count + 1, sizeof *r->b->lists_of);
	for (size_t i = 0; i < r->s->count; i++)
		r->b->lists_of[i] = among(r, &r->s->list[i], &r->calls[i]);
}

bool beside_read(struct beside **b, struct conn *c, struct batch *batch, const struct stories *s,
	const struct stories_asked *asked, struct fault *f)
{
	struct reading r = {batch, s->arena, s, asked, arena_alloc(s->arena, sizeof **b), NULL, NULL};

	*b = r.b;
	*r.b = (struct beside){.world = findings_world(s->world)};
	part_papers_later(batch, r.a, asked->viewer, asked->containers, s->count, &r.b->papers);
	ask_terms(&r);
	ask_heard(&r);
	ask_lists(&r);
	mates_later(&r.b->mates, batch, s, asked->now);
	cooling_later(batch, r.a, asked->containers, s->count, asked->now, &r.b->watches);
	if (!batch_run(batch, f))
		return false;
	share_papers(&r);
	r.b->term_count = terms_of(r.a, s->world, r.terms, &r.b->terms);
	hear_all(&r);
	share_lists(&r);
	return mates_read(&r.b->mates, c, s, asked, f);
}

/* Where the trip begins in the line: at the first word of its first fact. */
static size_t begins_at(const struct timeline *line, const struct trip *t)
{
	const struct fact *first = line->facts.list[t->first];

	for (size_t i = 0; i < line->count; i++)
		for (size_t k = 0; k < first->observation_count; k++)
			if (line->events[i] == first->observations[k])
				return i;
	return 0;
}

const struct line_paper *beside_papers(const struct beside *b, const struct story *x, size_t *n)
{
	const size_t at = (size_t)(x - x->of->list);
	const int from = b->papers_from[at], until = b->papers_from[at + 1];

	*n = (size_t)(until - from);
	return findings_papers(x->of->arena, b->papers, from, until);
}

const struct findings *beside_findings(
	const struct beside *b, const struct story *x, const struct trip *t, instant now)
{
	struct arena *a = x->of->arena;
	struct findings *f = arena_alloc(a, sizeof *f);
	const struct timeline *line = &x->line;
	size_t at = (size_t)(x - x->of->list);
	struct line l = {line->events, line->voided, line->count, 0};
	struct findings_of of = {.line = &l,
		.facts = &line->facts,
		.terms = b->terms,
		.term_count = b->term_count,
		.size_type = line->state.size_type,
		.watch = &b->watches[at],
		.world = &b->world};

	if (t->first == t->until)
		return NULL;
	l.trip = begins_at(line, t);
	of.papers = beside_papers(b, x, &of.paper_count);
	findings_find(f, a, &of, now);
	return f;
}

const struct event *beside_mate_held(const struct beside *b, const struct story *x, instant *since)
{
	return mates_hold(&b->mates, x, since);
}

const struct listings *beside_lists(const struct beside *b, const struct story *x)
{
	return &b->lists_of[x - x->of->list];
}

instant beside_heard(void *self, const char *sender)
{
	const struct beside *b = self;
	const char *const *found = words_find(b->senders, b->sender_count, sender);

	return found ? b->heard[found - (const char *const *)b->senders] : INSTANT_NONE;
}

/* By which legs a box is to go: as told in one piece, else as single messages have it. */
#include "domain/itinerary_inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- told in one piece ---- */

/* Of several the latest word. */
static const struct event *told_whole(const struct trip *t)
{
	const struct event *told = NULL;

	for (size_t i = 0; i < t->plan_count; i++) {
		const struct event *e = t->plans[i];

		if (strcmp(e->code, EVENT_ITINERARY) != 0)
			continue;
		if (!told || e->said > told->said ||
			(e->said == told->said && memcmp(e->id, told->id, 16) > 0))
			told = e;
	}
	return told;
}

static void legs_of_event(struct itinerary *i, struct arena *a, const struct event *e)
{
	i->leg_count = legs_read(a, e, &i->legs);
	i->states = arena_alloc_array(a, i->leg_count + 1, sizeof *i->states);
	for (size_t k = 0; k < i->leg_count; k++) {
		const struct leg *l = &i->legs[k];

		i->states[k].closes = l->cut_off != INSTANT_NONE ? l->cut_off : moment_sorts(&l->departs);
	}
	i->told = e;
	i->said = e->said;
}

/* ---- as single messages have it ---- */

static const char *const onto[] = {"LOAD", "ABRD", NULL};
static const char *const off[] = {"DISC", NULL};
static const char *const away[] = {"DEPA", NULL};
static const char *const there[] = {"ARRI", NULL};
static const char *const out[] = {"GTOT", NULL};
static const char *const in[] = {"GTIN", NULL};

struct drafted { /* a leg under way of being found, and how well its ends are known */
	struct leg leg;
	instant sorts;
	int from_by, to_by; /* 0: not known; the greater counts */
	bool ahead, taken;  /* somebody planned it; something happened on it */
	bool left;          /* it was unloaded from it, or came with it */
	instant said;       /* the latest word; a sheet of what happened says when that was */
	enum replanned replanned;
};

bool itinerary_carries(const struct event *e)
{
	return e->transport.key && e->transport.mode != MODE_TRUCK && e->transport.mode != MODE_UNKNOWN;
}

static struct drafted *draft_of(
	struct itinerary_making *m, struct drafted **drafts, size_t *n, size_t *room, const struct event *e)
{
	for (size_t i = 0; i < *n; i++)
		if (same_carrier(m, (*drafts)[i].leg.transport, e->transport.key))
			return &(*drafts)[i];
	*drafts = arena_grow(m->a, *drafts, *n, room, sizeof **drafts);
	(*drafts)[*n] = (struct drafted){
		.leg = {.mode = e->transport.mode,
			.transport = e->transport.key,
			.vehicle = e->transport.name ? e->transport.name : e->transport.train,
			.voyage = e->transport.voyage,
			.departs.at = INSTANT_NONE,
			.arrives.at = INSTANT_NONE,
			.cut_off = INSTANT_NONE},
		.sorts = INSTANT_NONE,
		.said = INSTANT_NONE};
	return &(*drafts)[(*n)++];
}

/* What tells it better takes the place of what told it worse; of equals the first for where it begins, the
 * last for where it ends. */
static void begin_at(struct drafted *d, const char *place, int by, const struct moment *when)
{
	if (!place || by <= d->from_by)
		return;
	d->leg.from = place;
	d->from_by = by;
	if (when)
		d->leg.departs = *when;
}

static void end_at(struct drafted *d, const char *place, int by, const struct moment *when)
{
	if (!place || by < d->to_by)
		return;
	d->leg.to = place;
	d->to_by = by;
	if (when)
		d->leg.arrives = *when;
}

/* What is told of a train on its way is of it, not of where the box gets on and off. */
static void draft(
	struct itinerary_making *m, struct drafted **drafts, size_t *n, size_t *room, const struct event *e)
{
	struct drafted *d;
	instant sorts = moment_sorts(&e->happened);
	instant said = e->said == INSTANT_NONE && e->classifier == CLASSIFIER_ACT ? sorts : e->said;

	if (!itinerary_carries(e) || event_restows(e))
		return;
	d = draft_of(m, drafts, n, room, e);
	if (sorts != INSTANT_NONE && (d->sorts == INSTANT_NONE || sorts < d->sorts))
		d->sorts = sorts;
	d->ahead |= e->classifier != CLASSIFIER_ACT && !e->via;
	d->taken |= e->classifier == CLASSIFIER_ACT;
	d->left |= e->classifier == CLASSIFIER_ACT &&
		   (is_by(e->code, off) || is_by(e->code, there) ||
			   (is_by(e->code, in) && gate_by_carrier(e->code, &e->transport)));
	d->said = said > d->said ? said : d->said;
	if (is_by(e->code, onto))
		begin_at(d, e->place, 3, &e->happened);
	if (is_by(e->code, off))
		end_at(d, e->place, 3, &e->happened);
	if (e->via)
		return;
	if (is_by(e->code, away) || (is_by(e->code, out) && gate_by_carrier(e->code, &e->transport)))
		begin_at(d, e->place, 2, &e->happened);
	if (is_by(e->code, there) || (is_by(e->code, in) && gate_by_carrier(e->code, &e->transport)))
		end_at(d, e->place, 2, &e->happened);
	begin_at(d, e->load_place, 1, NULL);
	end_at(d, e->discharge_place, 1, NULL);
}

static int by_time(const void *x, const void *y)
{
	const struct drafted *a = x, *b = y;

	if (a->sorts != b->sorts)
		return a->sorts < b->sorts ? -1 : 1;
	return strcmp(a->leg.transport, b->leg.transport);
}

/* A transport of which nobody told where the box gets on or off is no leg. */
static bool is_leg(const struct drafted *d)
{
	return d->leg.from || d->leg.to;
}

static bool from_there(const struct itinerary_making *m, const struct drafted *a, const struct drafted *b)
{
	return a != b && a->leg.mode == b->leg.mode && same_spot(m, a->leg.from, b->leg.from);
}

/* Told to be loaded there once more, and never told to be unloaded anywhere: it stayed where it was. */
static bool is_undone(
	const struct itinerary_making *m, const struct drafted *drafts, size_t n, const struct drafted *a)
{
	for (size_t k = 0; k < n; k++)
		if (a->taken && !a->left && drafts[k].taken && drafts[k].sorts > a->sorts &&
			from_there(m, a, &drafts[k]))
			return true;
	return false;
}

/* It took that where another was planned, and that goes elsewhere: no leg of what it should do. */
static bool is_astray(
	const struct itinerary_making *m, const struct drafted *drafts, size_t n, const struct drafted *b)
{
	for (size_t k = 0; k < n; k++)
		if (b->taken && !b->ahead && from_there(m, &drafts[k], b) && drafts[k].leg.to &&
			(!drafts[k].taken || (drafts[k].ahead && is_undone(m, drafts, n, &drafts[k]))) &&
			calls_elsewhere(m, b->leg.transport, b->sorts, drafts[k].leg.to))
			return true;
	return false;
}

/* What came to nothing is no leg; but it stays what the box should do where it only went astray since. */
static bool came_to_nothing(
	const struct itinerary_making *m, const struct drafted *drafts, size_t n, const struct drafted *a)
{
	bool astray = false;

	for (size_t k = 0; k < n; k++)
		if (drafts[k].taken && drafts[k].sorts > a->sorts && from_there(m, a, &drafts[k])) {
			if (!is_astray(m, drafts, n, &drafts[k]))
				return is_undone(m, drafts, n, a);
			astray = true;
		}
	return is_undone(m, drafts, n, a) && !(astray && a->ahead);
}

/* What was planned from there before, and never taken, is not to be any more. */
static bool is_replanned(
	const struct itinerary_making *m, struct drafted *drafts, size_t n, const struct drafted *a)
{
	bool gone = false, open = a->taken ? a->ahead && is_undone(m, drafts, n, a) : true;

	for (size_t k = 0; k < n && open; k++) {
		struct drafted *b = &drafts[k];

		if (!from_there(m, a, b) || b->said <= a->said || is_astray(m, drafts, n, b) ||
			is_undone(m, drafts, n, b))
			continue;
		gone = true;
		if (b->replanned != REPLANNED_ROLLED)
			b->replanned = a->sorts < b->sorts ? REPLANNED_ROLLED : REPLANNED_ADVANCED;
	}
	return gone;
}

/* A train has another name where it is unloaded: who tells only of the end is of the one that it got on. */
static void join_legs(struct itinerary *i)
{
	size_t kept = 0;

	for (size_t k = 0; k < i->leg_count; k++) {
		struct leg *before = kept ? &i->legs[kept - 1] : NULL, *l = &i->legs[k];

		if (before && before->mode == l->mode && !before->to && !l->from) {
			before->to = l->to;
			before->arrives = l->arrives;
			continue;
		}
		i->states[kept] = i->states[k];
		i->legs[kept++] = *l;
	}
	i->leg_count = kept;
}

static void keep_drafts(struct itinerary_making *m, struct drafted *drafts, size_t n)
{
	struct itinerary *i = m->i;

	if (n)
		qsort(drafts, n, sizeof *drafts, by_time);
	i->legs = arena_alloc_array(m->a, n + 2, sizeof *i->legs);
	i->states = arena_alloc_array(m->a, n + 2, sizeof *i->states);
	for (size_t k = 0; k < n; k++) {
		const struct drafted *d = &drafts[k];

		if (!is_leg(d) || is_replanned(m, drafts, n, d) || is_astray(m, drafts, n, d) ||
			came_to_nothing(m, drafts, n, d))
			continue;
		m->planned |= d->ahead && d->leg.to;
		i->states[i->leg_count] =
			(struct leg_state){.replanned = d->replanned, .closes = INSTANT_NONE};
		i->legs[i->leg_count++] = d->leg;
	}
	join_legs(i);
	/* whither nobody said: to where the next one goes on */
	for (size_t k = 0; k + 1 < i->leg_count; k++)
		if (!i->legs[k].to && !same_spot(m, i->legs[k].from, i->legs[k + 1].from))
			i->legs[k].to = i->legs[k + 1].from;
}

static void legs_of_words(struct itinerary_making *m)
{
	struct drafted *drafts = NULL;
	size_t n = 0, room = 0;

	for (size_t k = m->t->first; k < m->t->until; k++)
		for (size_t o = 0; o < m->f->list[k]->observation_count; o++)
			draft(m, &drafts, &n, &room, m->f->list[k]->observations[o]);
	for (size_t k = 0; k < m->t->plan_count; k++) {
		draft(m, &drafts, &n, &room, m->t->plans[k]);
		if (m->t->plans[k]->said > m->i->said)
			m->i->said = m->t->plans[k]->said;
	}
	keep_drafts(m, drafts, n);
}

/* ---- where it is to go ---- */

/* The last that was said wins; a destination before a port of discharge. */
struct bound {
	const char *place;
	const struct event *by;
};

static bool is_on_the_way(const struct itinerary_making *m, const char *place)
{
	for (size_t k = 0; k < m->i->leg_count; k++)
		if (same_spot(m, m->i->legs[k].to, place) || same_spot(m, m->i->legs[k].from, place))
			return true;
	return false;
}

/* A ship's port of discharge is where the box is to go only where it is not on the way. */
static void hear_bound(const struct itinerary_making *m, struct bound *b, const struct event *e)
{
	const char *said = e->destination ? e->destination : e->discharge_place;

	if (!said || e->via || (!e->destination && is_on_the_way(m, said)))
		return;
	if (b->by && !b->by->destination != !e->destination) {
		if (b->by->destination)
			return;
	} else if (b->by &&
		   (e->said < b->by->said || (e->said == b->by->said && memcmp(e->id, b->by->id, 16) < 0))) {
		return;
	}
	*b = (struct bound){said, e};
}

static const char *bound_for(const struct itinerary_making *m)
{
	struct bound b = {NULL, NULL};

	for (size_t k = m->t->first; k < m->t->until; k++)
		for (size_t o = 0; o < m->f->list[k]->observation_count; o++)
			hear_bound(m, &b, m->f->list[k]->observations[o]);
	for (size_t k = 0; k < m->t->plan_count; k++)
		hear_bound(m, &b, m->t->plans[k]);
	return b.place;
}

static instant deadline_of(const struct event *e)
{
	for (size_t i = 0; e && i < e->remark_count; i++)
		if (strncmp(e->remarks[i], LEG_DEADLINE, strlen(LEG_DEADLINE)) == 0)
			return leg_time(e->remarks[i] + strlen(LEG_DEADLINE)).at;
	return INSTANT_NONE;
}

/* How it goes on from the last of them nobody told, but whither: by whatever that is. */
static void add_rest(struct itinerary_making *m)
{
	struct itinerary *i = m->i;
	const struct leg *last = i->leg_count ? &i->legs[i->leg_count - 1] : NULL;

	if (!last || !i->destination || !last->to || same_spot(m, last->to, i->destination))
		return;
	i->states[i->leg_count].closes = INSTANT_NONE;
	i->legs[i->leg_count++] = (struct leg){.from = last->to,
		.to = i->destination,
		.departs.at = INSTANT_NONE,
		.arrives.at = INSTANT_NONE,
		.cut_off = INSTANT_NONE};
}

void itinerary_legs(struct itinerary_making *m)
{
	const struct event *told = told_whole(m->t);
	struct itinerary *i = m->i;

	m->planned = told != NULL;
	if (told) {
		legs_of_event(i, m->a, told);
		itinerary_orders(m, told);
	} else
		legs_of_words(m);
	i->origin = i->leg_count ? i->legs[0].from : NULL;
	i->destination = bound_for(m);
	if (!i->destination && i->leg_count)
		i->destination = i->legs[i->leg_count - 1].to;
	if (!told)
		add_rest(m);
	i->deadline = deadline_of(told);
}

#include "domain/eta_way_inside.h"

#include <string.h>

/* ---- what is asked of the world ---- */

static const char *complex_of(const struct way_making *m, const char *place)
{
	return place ? m->w->stretch->complex_of(m->w->stretch->self, place) : NULL;
}

bool way_same_spot(const struct way_making *m, const char *a, const char *b)
{
	return a && b && (strcmp(a, b) == 0 || strcmp(complex_of(m, a), complex_of(m, b)) == 0);
}

bool way_is_border(const struct way_making *m, const char *place)
{
	return place && m->w->stretch->is_border(m->w->stretch->self, place);
}

const char *way_country(const struct way_making *m, const char *place)
{
	return place ? m->w->stretch->country_of(m->w->stretch->self, place) : NULL;
}

/* ---- what was told of a step's end ---- */

static struct eta_telling telling(const struct way_making *m, const struct event *e, enum stretch_kind kind,
	const struct eta_way_step *s, const char *code, instant at, instant said)
{
	const char *who = e->sender ? e->sender : "";

	return (struct eta_telling){.past = {kind, who, stretch_told_of(m->a, code, s->stretch.to),
					    s->stretch.mode, stretch_lead_words[stretch_lead(at - m->now)]},
		.who = who,
		.at = at,
		.said = said};
}

static void hear_plan(const struct way_making *m, struct eta_way_step *s, const struct expected *e)
{
	const struct leg *l = &m->i->legs[e->leg];
	const struct moment *at = strcmp(e->code, "DEPA") == 0 ? &l->departs : &l->arrives;

	if (e->planned.event)
		s->plan = telling(
			m, e->planned.event, STRETCH_PLAN, s, e->code, e->planned.at, e->planned.event->said);
	else if (m->i->told && at->at != INSTANT_NONE)
		s->plan = telling(m, m->i->told, STRETCH_PLAN, s, e->code, at->at, m->i->said);
}

static void hear_expected(const struct way_making *m, struct eta_way_step *s, const struct expected *e)
{
	hear_plan(m, s, e);
	s->told = arena_alloc_array(m->a, e->estimate_count + 1, sizeof *s->told);
	for (size_t j = 0; j < e->estimate_count; j++)
		if (strcmp(e->estimates[j].event->code, e->code) == 0 &&
			e->estimates[j].event->said != INSTANT_NONE)
			s->told[s->told_count++] = telling(m, e->estimates[j].event, STRETCH_ESTIMATE, s,
				e->code, e->estimates[j].at, e->estimates[j].event->said);
}

/* Where nobody told how far the last leg leads, nothing is expected of its end: what was told of the box, or
 * of what it is on, counts all the same. */
static void hear_words(
	const struct way_making *m, struct eta_way_step *s, const char *code, const char *place)
{
	instant planned = INSTANT_NONE;

	s->told = arena_alloc_array(m->a, m->t->plan_count + 1, sizeof *s->told);
	for (size_t k = 0; k < m->t->plan_count; k++) {
		const struct event *e = m->t->plans[k];
		instant at = moment_sorts(&e->happened);

		if (at == INSTANT_NONE || e->said == INSTANT_NONE || (e->transport.key && !e->via) ||
			strcmp(e->code, code) != 0 || !way_same_spot(m, e->place, place))
			continue;
		if (e->classifier != CLASSIFIER_PLN) {
			s->told[s->told_count++] = telling(m, e, STRETCH_ESTIMATE, s, code, at, e->said);
		} else if (e->said > planned) {
			planned = e->said;
			s->plan = telling(m, e, STRETCH_PLAN, s, code, at, e->said);
		}
	}
}

static void hear(const struct way_making *m, struct eta_way_step *s, const char *code, const char *place)
{
	bool expected = false;

	for (size_t k = 0; k < m->i->expected_count; k++) {
		const struct expected *e = &m->i->expected[k];

		if (strcmp(e->code, code) != 0 || !way_same_spot(m, e->place, place))
			continue;
		if (e->state == EXPECTED_AHEAD) {
			hear_expected(m, s, e);
			return;
		}
		expected = true;
	}
	if (!expected)
		hear_words(m, s, code, place);
}

/* ---- steps ---- */

struct eta_way_step *way_add(
	struct way_making *m, enum stretch_kind kind, const char *from, const char *to, enum mode mode)
{
	struct eta_way_step *s = m->way->count < ETA_STEPS ? &m->way->steps[m->way->count++] : NULL;

	m->full |= !s;
	s = s ? s : &m->beyond;
	*s = (struct eta_way_step){
		.stretch = {kind, complex_of(m, from), complex_of(m, to), mode, ""}, .plan.at = INSTANT_NONE};
	return s;
}

void way_add_here(
	struct way_making *m, enum stretch_kind kind, const char *place, enum mode mode, const char *code)
{
	hear(m, way_add(m, kind, place, place, mode), code, place);
}

static void add_run(struct way_making *m, const char *from, const char *to, enum mode mode)
{
	hear(m, way_add(m, STRETCH_RUN, from, to, mode), "ARRI", to);
}

static void add_border(
	struct way_making *m, const char *place, const char *from, const char *into, enum mode mode)
{
	struct eta_way_step *s = way_add(m, STRETCH_BORDER, place, place, mode);

	if (from && *from && into)
		s->stretch.direction = arena_printf(m->a, "%s-%s", from, into);
	hear(m, s, "DEPA", place);
}

/* The last point of the complex that point k is in. */
size_t way_leaves(const struct way_making *m, const struct passage_point *points, size_t n, size_t k)
{
	while (k + 1 < n && way_same_spot(m, points[k].place, points[k + 1].place))
		k++;
	return k;
}

static const char *country_at(
	const struct way_making *m, const struct passage_point *points, size_t n, size_t k)
{
	return k < n ? way_country(m, points[k].place) : NULL;
}

bool way_differ(const char *a, const char *b)
{
	return a && b && strcmp(a, b) != 0;
}

/* Along the known ways: from where, by what, and how far it has come on them. */
struct going {
	const struct passage_point *points;
	size_t n, at;
	const char *from;
	enum mode mode;
};

static void add_depart(struct way_making *m, const char *at, enum mode mode);

/* From a train to a ship and back. */
static void add_change(struct way_making *m, struct going *g, const char *at, enum mode mode)
{
	add_run(m, g->from, at, g->mode);
	way_add_here(m, STRETCH_UNLOAD, at, g->mode, "DISC");
	way_add_here(m, STRETCH_TRANSFER, at, g->mode, "LOAD");
	add_depart(m, at, mode);
	g->from = at;
	g->mode = mode;
}

/* The border that begins with the point it is at, where it is one; goes behind it. */
static void pass_border(struct way_making *m, struct going *g, const char *to)
{
	size_t in = g->at, out = way_leaves(m, g->points, g->n, in);
	const char *a = country_at(m, g->points, g->n, in), *b = country_at(m, g->points, g->n, out);

	g->at = out + 1;
	if (!way_is_border(m, g->points[in].place) || way_same_spot(m, g->points[in].place, to))
		return;
	if (!way_differ(a, b)) {
		a = country_at(m, g->points, g->n, in - 1);
		b = country_at(m, g->points, g->n, out + 1);
	}
	if (!way_differ(a, b))
		return;
	add_run(m, g->from, g->points[in].place, g->mode);
	add_border(m, g->points[in].place, a, b, g->mode);
	g->from = g->points[out].place;
}

/* It stands at the border that it starts from: between that border's own two sides, else from the country
 * before it into its own, else from its own into the next. */
static void leave_border(
	struct way_making *m, struct going *g, const char *to, const struct way_border *border)
{
	const char *from = border->in, *into = country_at(m, g->points, g->n, g->at);

	if (!way_differ(from, into) && way_differ(border->before, from)) {
		into = from;
		from = border->before;
	} else if (!way_differ(from, into)) {
		into = g->n ? country_at(m, g->points, g->n, g->at + 1) : way_country(m, to);
	}
	add_border(m, g->from, from, into, g->mode);
	if (g->n)
		g->from = g->points[g->at].place;
}

/* Runs and borders from behind `from` to `to`, on rails where these lead there, else by whatever does.
 * border: it stands at one; NULL: it does not. */
void way_add_ride(struct way_making *m, const char *from, const char *to, enum mode mode,
	const struct way_border *border)
{
	struct going g = {.from = from, .mode = mode};
	struct eta_way_step *last;

	g.n = m->w->points(m->w->self, from, to, mode, &g.points);
	if (!g.n)
		g.n = m->w->points(m->w->self, from, to, MODE_UNKNOWN, &g.points);
	g.at = g.n ? way_leaves(m, g.points, g.n, 0) : 0;
	if (border)
		leave_border(m, &g, to, border);
	g.at++;
	while (g.at < g.n) {
		if (g.points[g.at].by != g.mode)
			add_change(m, &g, g.points[g.at - 1].place, g.points[g.at].by);
		pass_border(m, &g, to);
	}
	add_run(m, g.from, to, g.mode);
	last = &m->way->steps[m->way->count ? m->way->count - 1 : 0];
	last->alone = !g.n && mode != MODE_VESSEL && way_differ(way_country(m, from), way_country(m, to));
}

/* ---- rides ---- */

static bool rides_through(const struct way_making *m, const struct leg *a, const struct leg *b)
{
	bool rail = (a->mode == MODE_RAIL || !a->mode) && (b->mode == MODE_RAIL || !b->mode);

	return rail && (!a->to || !b->from || way_is_border(m, a->to));
}

/* From leg k on; false where nobody told where it leads. */
static bool ride_from(const struct way_making *m, size_t k, struct ride *r)
{
	const struct leg *legs = m->i->legs;

	if (k >= m->i->leg_count)
		return false;
	*r = (struct ride){.from = legs[k].from, .mode = legs[k].mode, .first = k, .last = k};
	while (r->last + 1 < m->i->leg_count && rides_through(m, &legs[r->last], &legs[r->last + 1])) {
		r->last++;
		r->mode = r->mode ? r->mode : legs[r->last].mode;
	}
	r->to = legs[r->last].to;
	if (!r->to)
		r->to = r->last + 1 < m->i->leg_count ? legs[r->last + 1].from : m->i->destination;
	r->mode = r->mode ? r->mode : MODE_RAIL;
	return r->to != NULL;
}

static bool is_last(const struct way_making *m, const struct ride *r)
{
	return r->last + 1 >= m->i->leg_count;
}

/* The ride that holds the leg; where nobody told of any, whither it is to go. */
bool way_ride(const struct way_making *m, size_t leg, struct ride *r)
{
	if (!m->i->leg_count && m->i->destination) {
		*r = (struct ride){.to = m->i->destination, .mode = MODE_RAIL};
		return true;
	}
	for (size_t k = 0; ride_from(m, k, r); k = r->last + 1)
		if (leg <= r->last)
			return true;
	return false;
}

/* ---- behind the last unloading, and on to the next ride ---- */

static void mark(struct way_making *m, enum eta_goal goal)
{
	if (m->way->count)
		m->way->steps[m->way->count - 1].goals |= 1u << goal;
}

void way_add_out(struct way_making *m, const char *place)
{
	way_add(m, STRETCH_DELIVERY, place, place, MODE_UNKNOWN);
	mark(m, ETA_DELIVERED);
}

static void add_collect(struct way_making *m, const char *place, enum mode mode)
{
	if (m->to == ETA_AVAILABLE) {
		way_add_here(m, STRETCH_RELEASE, place, mode, "AVPU");
		mark(m, ETA_AVAILABLE);
		return;
	}
	way_add_here(m, STRETCH_COLLECT, place, mode, "GTOT");
	way_add_out(m, place);
}

static void add_depart(struct way_making *m, const char *at, enum mode mode)
{
	way_add_here(m, STRETCH_START, at, mode, "DEPA");
}

void way_add_trip(struct way_making *m, const struct ride *r, const char *at)
{
	add_depart(m, at, r->mode);
	way_add_ride(m, at, r->to, r->mode, NULL);
}

/* Behind the arrival at the end of a ride. */
void way_add_unloading(struct way_making *m, const struct ride *r)
{
	if (is_last(m, r))
		mark(m, ETA_ARRIVAL);
	way_add_here(m, STRETCH_UNLOAD, r->to, r->mode, "DISC");
	if (is_last(m, r))
		mark(m, ETA_DISCHARGE);
	way_add_rest(m, r, r->to);
}

/* Behind the unloading at the end of a ride. */
void way_add_rest(struct way_making *m, const struct ride *r, const char *at)
{
	struct ride next;

	if (is_last(m, r)) {
		add_collect(m, at, r->mode);
		return;
	}
	if (m->full || !ride_from(m, r->last + 1, &next))
		return;
	if (next.mode == MODE_TRUCK && is_last(m, &next)) {
		add_collect(m, at, r->mode);
		return;
	}
	way_add_here(m, STRETCH_TRANSFER, at, r->mode, "LOAD");
	way_add_trip(m, &next, next.from ? next.from : at);
	way_add_unloading(m, &next);
}

/* ---- all of it ---- */

static bool may_be_collected(const struct way_making *m)
{
	for (size_t k = m->t->first; k < m->t->until; k++)
		if (strcmp(m->f->list[k]->code, "AVPU") == 0)
			return true;
	return false;
}

/* Its itinerary ends elsewhere than its papers say: how it comes to where they do nobody told. */
static bool leads_elsewhere(const struct way_making *m)
{
	const struct itinerary *i = m->i;
	const char *end = i->leg_count ? i->legs[i->leg_count - 1].to : NULL;

	return i->told && end && i->destination && !way_same_spot(m, end, i->destination);
}

bool eta_way_make(struct eta_way *way, struct arena *a, const struct eta_way_world *w, const struct facts *f,
	const struct trip *t, const struct itinerary *i, enum eta_goal to, instant now)
{
	struct way_making m = {.a = a, .w = w, .f = f, .t = t, .i = i, .way = way, .to = to, .now = now};
	size_t k = way_placed_before(&m, t->until);
	struct ride r;

	*way = (struct eta_way){.since = INSTANT_NONE, .scheduled = INSTANT_NONE, .heard = INSTANT_NONE};
	if (t->end != TRIP_OPEN || t->delivered || t->stripped || (!i->leg_count && !i->destination) ||
		(to == ETA_AVAILABLE && may_be_collected(&m)))
		return false;
	if (k == t->until || i->misdirected || leads_elsewhere(&m) ||
		!way_ride(&m,
			i->next        ? i->next->leg
			: i->leg_count ? i->leg_count - 1
				       : 0,
			&r))
		return true;
	way_stands(&m, &r, k);
	if (m.full)
		way->count = 0;
	return way->count > 0 || m.full;
}

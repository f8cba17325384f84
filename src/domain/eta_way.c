#include "domain/eta_way.h"

#include "domain/journey.h"

#include <string.h>

struct making {
	struct arena *a;
	const struct eta_way_world *w;
	const struct facts *f;
	const struct trip *t;
	const struct itinerary *i;
	struct eta_way *way;
	enum eta_goal to;
	bool full; /* more steps than an estimate takes */
};

/* Legs that one rides through: rail to rail over a border, or over where nobody told. */
struct ride {
	const char *from, *to;
	enum mode mode;
	size_t first, last; /* legs */
};

/* ---- what is asked of the world ---- */

static const char *complex_of(const struct making *m, const char *place)
{
	return place ? m->w->stretch->complex_of(m->w->stretch->self, place) : NULL;
}

static bool same_spot(const struct making *m, const char *a, const char *b)
{
	return a && b && strcmp(complex_of(m, a), complex_of(m, b)) == 0;
}

static bool is_border(const struct making *m, const char *place)
{
	return place && m->w->stretch->is_border(m->w->stretch->self, place);
}

static const char *country_of(const struct making *m, const char *place)
{
	return place ? m->w->stretch->country_of(m->w->stretch->self, place) : NULL;
}

static bool among(const char *code, const char *words)
{
	return strlen(code) == 4 && strstr(words, code);
}

/* ---- what was told of a step's end ---- */

static struct eta_telling telling(const struct event *e, enum stretch_kind kind, const char *code,
	enum mode mode, instant at, instant said)
{
	const char *who = e->sender ? e->sender : "";

	return (struct eta_telling){.past = {kind, who, code, mode,
					    stretch_lead_words[stretch_lead(said == INSTANT_NONE ? 0 : at - said)]},
		.who = who,
		.at = at,
		.said = said};
}

static void hear_plan(const struct making *m, struct eta_way_step *s, const struct expected *e, enum mode mode)
{
	const struct leg *l = &m->i->legs[e->leg];
	const struct moment *at = strcmp(e->code, "DEPA") == 0 ? &l->departs : &l->arrives;

	if (e->planned.event)
		s->plan = telling(e->planned.event, STRETCH_PLAN, e->code, mode, e->planned.at,
			e->planned.event->said);
	else if (m->i->told && at->at != INSTANT_NONE)
		s->plan = telling(m->i->told, STRETCH_PLAN, e->code, mode, at->at, m->i->said);
}

static void hear(const struct making *m, struct eta_way_step *s, const char *code, const char *place)
{
	for (size_t k = 0; k < m->i->expected_count; k++) {
		const struct expected *e = &m->i->expected[k];
		size_t n = 0;

		if (e->state != EXPECTED_AHEAD || strcmp(e->code, code) != 0 || !same_spot(m, e->place, place))
			continue;
		hear_plan(m, s, e, s->stretch.mode);
		s->told = arena_alloc_array(m->a, e->estimate_count + 1, sizeof *s->told);
		for (size_t j = 0; j < e->estimate_count; j++)
			if (strcmp(e->estimates[j].event->code, code) == 0 &&
				e->estimates[j].event->said != INSTANT_NONE)
				s->told[n++] = telling(e->estimates[j].event, STRETCH_ESTIMATE, code,
					s->stretch.mode, e->estimates[j].at, e->estimates[j].event->said);
		s->told_count = n;
		return;
	}
}

/* ---- steps ---- */

static struct eta_way_step *add(
	struct making *m, enum stretch_kind kind, const char *from, const char *to, enum mode mode)
{
	static struct eta_way_step beyond;
	struct eta_way_step *s = m->way->count < ETA_STEPS ? &m->way->steps[m->way->count++] : NULL;

	m->full |= !s;
	s = s ? s : &beyond;
	*s = (struct eta_way_step){
		.stretch = {kind, complex_of(m, from), complex_of(m, to), mode, ""}, .plan.at = INSTANT_NONE};
	return s;
}

static void add_here(struct making *m, enum stretch_kind kind, const char *place, enum mode mode,
	const char *code)
{
	hear(m, add(m, kind, place, place, mode), code, place);
}

static void add_run(struct making *m, const char *from, const char *to, enum mode mode)
{
	hear(m, add(m, STRETCH_RUN, from, to, mode), "ARRI", to);
}

static void add_border(struct making *m, const char *place, const char *from, const char *into, enum mode mode)
{
	struct eta_way_step *s = add(m, STRETCH_BORDER, place, place, mode);

	if (from && *from && into)
		s->stretch.direction = arena_printf(m->a, "%s-%s", from, into);
	hear(m, s, "DEPA", place);
}

/* The last point of the complex that point k is in. */
static size_t leaves(const struct making *m, const struct passage_point *points, size_t n, size_t k)
{
	while (k + 1 < n && same_spot(m, points[k].place, points[k + 1].place))
		k++;
	return k;
}

static const char *country_at(const struct making *m, const struct passage_point *points, size_t n, size_t k)
{
	return k < n ? country_of(m, points[k].place) : NULL;
}

static bool differ(const char *a, const char *b)
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

static void add_depart(struct making *m, const char *at, enum mode mode);

/* From a train to a ship and back. */
static void add_change(struct making *m, struct going *g, const char *at, enum mode mode)
{
	add_run(m, g->from, at, g->mode);
	add_here(m, STRETCH_UNLOAD, at, g->mode, "DISC");
	add_here(m, STRETCH_TRANSFER, at, g->mode, "LOAD");
	add_depart(m, at, mode);
	g->from = at;
	g->mode = mode;
}

/* The border that begins with the point it is at, where it is one; goes behind it. */
static void pass_border(struct making *m, struct going *g, const char *to)
{
	size_t in = g->at, out = leaves(m, g->points, g->n, in);
	const char *a = country_at(m, g->points, g->n, in), *b = country_at(m, g->points, g->n, out);

	g->at = out + 1;
	if (!is_border(m, g->points[in].place) || same_spot(m, g->points[in].place, to))
		return;
	if (!differ(a, b)) {
		a = country_at(m, g->points, g->n, in - 1);
		b = country_at(m, g->points, g->n, out + 1);
	}
	if (!differ(a, b))
		return;
	add_run(m, g->from, g->points[in].place, g->mode);
	add_border(m, g->points[in].place, a, b, g->mode);
	g->from = g->points[out].place;
}

/* It stands at the border that it starts from, having come there from this country. */
static void leave_border(struct making *m, struct going *g, const char *to, const char *came_from)
{
	const char *into = country_at(m, g->points, g->n, g->at);

	if (!g->n)
		into = country_of(m, to);
	else if (!differ(came_from, into))
		into = country_at(m, g->points, g->n, g->at + 1);
	add_border(m, g->from, came_from, into, g->mode);
	if (g->n)
		g->from = g->points[g->at].place;
}

/* Runs and borders from behind `from` to `to`, on rails where these lead there, else by whatever does.
 * came_from: it stands at a border; NULL: it does not. */
static void add_ride(struct making *m, const char *from, const char *to, enum mode mode, const char *came_from)
{
	struct going g = {.from = from, .mode = mode};
	struct eta_way_step *last;

	g.n = m->w->points(m->w->self, from, to, mode, &g.points);
	if (!g.n)
		g.n = m->w->points(m->w->self, from, to, MODE_UNKNOWN, &g.points);
	g.at = g.n ? leaves(m, g.points, g.n, 0) : 0;
	if (came_from)
		leave_border(m, &g, to, came_from);
	g.at++;
	while (g.at < g.n) {
		if (g.points[g.at].by != g.mode)
			add_change(m, &g, g.points[g.at - 1].place, g.points[g.at].by);
		pass_border(m, &g, to);
	}
	add_run(m, g.from, to, g.mode);
	last = &m->way->steps[m->way->count ? m->way->count - 1 : 0];
	last->alone = !g.n && mode != MODE_VESSEL && differ(country_of(m, from), country_of(m, to));
}

/* ---- rides ---- */

static bool rides_through(const struct making *m, const struct leg *a, const struct leg *b)
{
	bool rail = (a->mode == MODE_RAIL || !a->mode) && (b->mode == MODE_RAIL || !b->mode);

	return rail && (!a->to || !b->from || is_border(m, a->to));
}

/* From leg k on; false where nobody told where it leads. */
static bool ride_from(const struct making *m, size_t k, struct ride *r)
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

static bool is_last(const struct making *m, const struct ride *r)
{
	return r->last + 1 >= m->i->leg_count;
}

/* The ride that holds the leg; where nobody told of any, whither it is to go. */
static bool ride_of(const struct making *m, size_t leg, struct ride *r)
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

static void mark(struct making *m, enum eta_goal goal)
{
	if (m->way->count)
		m->way->steps[m->way->count - 1].goals |= 1u << goal;
}

static void add_out(struct making *m, const char *place)
{
	add(m, STRETCH_DELIVERY, place, place, MODE_UNKNOWN);
	mark(m, ETA_DELIVERED);
}

static void add_collect(struct making *m, const char *place, enum mode mode)
{
	if (m->to == ETA_AVAILABLE) {
		add_here(m, STRETCH_RELEASE, place, mode, "AVPU");
		mark(m, ETA_AVAILABLE);
		return;
	}
	add_here(m, STRETCH_COLLECT, place, mode, "GTOT");
	add_out(m, place);
}

static void add_rest(struct making *m, const struct ride *r, const char *at);

static void add_depart(struct making *m, const char *at, enum mode mode)
{
	add_here(m, STRETCH_START, at, mode, "DEPA");
}

static void add_trip(struct making *m, const struct ride *r, const char *at)
{
	add_depart(m, at, r->mode);
	add_ride(m, at, r->to, r->mode, NULL);
}

/* Behind the arrival at the end of a ride. */
static void add_unloading(struct making *m, const struct ride *r)
{
	if (is_last(m, r))
		mark(m, ETA_ARRIVAL);
	add_here(m, STRETCH_UNLOAD, r->to, r->mode, "DISC");
	if (is_last(m, r))
		mark(m, ETA_DISCHARGE);
	add_rest(m, r, r->to);
}

/* Behind the unloading at the end of a ride. */
static void add_rest(struct making *m, const struct ride *r, const char *at)
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
	add_here(m, STRETCH_TRANSFER, at, r->mode, "LOAD");
	add_trip(m, &next, next.from ? next.from : at);
	add_unloading(m, &next);
}

/* ---- where it stands ---- */

static bool stands_by(const struct fact *f)
{
	return f->speaker && journey_moves(f->code) && f->load_state != LOAD_EMPTY && f->when.at != INSTANT_NONE;
}

/* The fact nearest before `until` that tells a place; until: none. */
static size_t placed_before(const struct making *m, size_t until)
{
	for (size_t k = until; k-- > m->t->first;)
		if (stands_by(m->f->list[k]) && m->f->list[k]->place)
			return k;
	return until;
}

/* The first fact of the stay at the border that fact k is of. */
static size_t border_since(const struct making *m, size_t k)
{
	size_t first = k;

	for (size_t j = k; j-- > m->t->first;) {
		const struct fact *f = m->f->list[j];

		if (!stands_by(f) || !f->place)
			continue;
		if (!same_spot(m, f->place, m->f->list[k]->place))
			break;
		first = j;
	}
	return first;
}

static const char *country_before(const struct making *m, size_t k)
{
	size_t before = placed_before(m, k);

	return before == k ? NULL : country_of(m, m->f->list[before]->place);
}

static void stand(struct making *m, size_t since)
{
	const struct fact *f = m->f->list[since];

	m->way->since = m->way->heard = f->when.at;
	for (size_t k = since; k < m->t->until; k++)
		if (stands_by(m->f->list[k]) && m->f->list[k]->when.at > m->way->heard)
			m->way->heard = m->f->list[k]->when.at;
	for (size_t k = 0; k < m->i->expected_count; k++)
		if (m->i->expected[k].fact == f && m->i->expected[k].planned.event)
			m->way->scheduled = m->i->expected[k].planned.at;
}

/* It left a border only by its other side, or by the only one there is. */
static bool left_border(const struct making *m, const struct ride *r, size_t k, size_t since)
{
	const struct fact *f = m->f->list[k], *first = m->f->list[since];
	const struct passage_point *points;
	size_t n;

	if (strcmp(f->code, "DEPA") != 0)
		return false;
	if (differ(country_of(m, first->place), country_of(m, f->place)))
		return true;
	n = m->w->points(m->w->self, f->place, r->to, r->mode, &points);
	return !n || !differ(country_of(m, f->place), country_of(m, points[leaves(m, points, n, 0)].place));
}

/* The departure or passing from which it runs; what it came to on the way is no end of that. */
static size_t run_since(const struct making *m, size_t k)
{
	for (size_t j = k + 1; j-- > m->t->first;) {
		const struct fact *f = m->f->list[j];

		if (!stands_by(f) || !f->place)
			continue;
		if (among(stretch_code(f), "DEPA WAYP"))
			return j;
		if (!among(stretch_code(f), "ARRI"))
			break;
	}
	return k;
}

/* Where it came in from, of a border in one country the one before; "": nobody told. */
static const char *border_from(const char *in, const char *here, const char *before)
{
	const char *from = differ(in, here) || !before ? in : before;

	return from ? from : "";
}

static void on_the_way(struct making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	size_t since = is_border(m, f->place) ? border_since(m, k) : k;

	if (is_border(m, f->place) && !left_border(m, r, k, since)) {
		const char *country = country_of(m, m->f->list[since]->place), *before = country_before(m, since);

		stand(m, since);
		add_ride(m, f->place, r->to, r->mode, border_from(country, country_of(m, f->place), before));
	} else {
		since = run_since(m, k);
		stand(m, since);
		add_ride(m, m->f->list[since]->place, r->to, r->mode, NULL);
	}
	add_unloading(m, r);
}

static void on_ground(struct making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);

	stand(m, k);
	if (among(code, "LOAD ABRD")) {
		add_trip(m, r, f->place);
	} else if (among(code, "GTOT PICK")) {
		add(m, STRETCH_HAUL, f->place, r->from ? r->from : f->place, MODE_UNKNOWN);
		add_here(m, STRETCH_WAIT, r->from ? r->from : f->place, MODE_UNKNOWN, "LOAD");
		add_trip(m, r, r->from ? r->from : f->place);
	} else {
		bool unloaded = strcmp(code, "DISC") == 0;

		add_here(m, unloaded ? STRETCH_TRANSFER : STRETCH_WAIT, f->place,
			unloaded ? f->transport->mode : MODE_UNKNOWN, "LOAD");
		add_trip(m, r, f->place);
	}
	add_unloading(m, r);
}

static void at_end(struct making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);

	stand(m, k);
	if (among(code, "ARRI WAYP ABRD LOAD"))
		add_unloading(m, r);
	else if (!among(code, "GTOT PICK"))
		add_rest(m, r, f->place);
	else if (m->to == ETA_DELIVERED)
		add_out(m, f->place);
}

static void from_here(struct making *m, const struct ride *r, size_t k)
{
	const struct fact *f = m->f->list[k];
	const char *code = stretch_code(f);
	bool here = same_spot(m, f->place, r->to);

	if (here && !among(code, "DEPA"))
		at_end(m, r, k);
	else if (among(code, "ARRI WAYP DEPA") || (is_border(m, f->place) && !among(code, "GTIN GTOT PICK")))
		on_the_way(m, r, k);
	else
		on_ground(m, r, k);
}

static bool may_be_collected(const struct making *m)
{
	for (size_t k = m->t->first; k < m->t->until; k++)
		if (strcmp(m->f->list[k]->code, "AVPU") == 0)
			return true;
	return false;
}

bool eta_way_make(struct eta_way *way, struct arena *a, const struct eta_way_world *w,
	const struct facts *f, const struct trip *t, const struct itinerary *i, enum eta_goal to)
{
	struct making m = {a, w, f, t, i, way, to, false};
	size_t k = placed_before(&m, t->until);
	struct ride r;

	*way = (struct eta_way){.since = INSTANT_NONE, .scheduled = INSTANT_NONE, .heard = INSTANT_NONE};
	if (t->end != TRIP_OPEN || t->delivered || t->stripped ||
		(to == ETA_AVAILABLE && may_be_collected(&m)))
		return false;
	if (k == t->until || i->misdirected ||
		!ride_of(&m, i->next ? i->next->leg : i->leg_count ? i->leg_count - 1 : 0, &r))
		return true;
	from_here(&m, &r, k);
	if (m.full)
		way->count = 0;
	return way->count > 0 || m.full;
}

/* ---- with what is learned ---- */

/* From the begin of one run to the end of a later one. */
static struct stretch through(const struct eta_way_step *first, const struct eta_way_step *last)
{
	struct stretch run = first->stretch;

	run.to = last->stretch.to;
	return run;
}

static bool is_run(const struct eta_way_step *s)
{
	return s->stretch.kind == STRETCH_RUN;
}

size_t eta_way_runs(const struct eta_way *way, struct arena *a, struct stretch **runs)
{
	size_t n = 0, room = 0;

	*runs = NULL;
	for (size_t i = 0; i < way->count; i++)
		for (size_t k = i + 2; is_run(&way->steps[i]) && k < way->count && is_run(&way->steps[k]) &&
				       way->steps[k - 1].stretch.kind == STRETCH_BORDER;
			k += 2) {
			*runs = arena_grow(a, *runs, n, &room, sizeof **runs);
			(*runs)[n++] = through(&way->steps[i], &way->steps[k]);
		}
	return n;
}

/* A border where nobody was ever seen to stop is none to this railway: the run over it is one, where that is
 * known.  Returns the last step of the run that begins with step i. */
static size_t runs_through(
	const struct eta_way *way, size_t i, const struct eta_past *past, struct stretch *run)
{
	size_t last = i;

	*run = way->steps[i].stretch;
	for (size_t k = i; is_run(&way->steps[i]) && k + 2 < way->count; k += 2) {
		const struct stretch *border = &way->steps[k + 1].stretch;
		const struct spread *seen = past->spread_of(past->self, border);
		struct stretch longer = through(&way->steps[i], &way->steps[k + 2]);

		if (border->kind != STRETCH_BORDER || !is_run(&way->steps[k + 2]) || (seen && seen->passings > 0))
			break;
		if (!spread_usable(past->spread_of(past->self, &longer)))
			continue;
		*run = longer;
		last = k + 2;
	}
	return last;
}

static void hear_told(
	struct eta_step *to, const struct eta_way_step *s, struct arena *a, const struct eta_past *past)
{
	struct eta_told *told = arena_alloc_array(a, s->told_count + 1, sizeof *told);

	for (size_t k = 0; k < s->told_count; k++)
		told[k] = (struct eta_told){s->told[k].who, s->told[k].at, s->told[k].said,
			past->spread_of(past->self, &s->told[k].past)};
	to->told = told;
	to->told_count = s->told_count;
	to->scheduled = s->plan.at;
	if (s->plan.at != INSTANT_NONE)
		to->timetable = past->spread_of(past->self, &s->plan.past);
}

struct eta_box eta_way_box(const struct eta_way *way, struct arena *a, const struct stretch_world *w,
	const struct eta_past *past)
{
	struct eta_step *steps = arena_alloc_array(a, way->count + 1, sizeof *steps);
	size_t n = 0;

	for (size_t i = 0, last; i < way->count; i = last + 1) {
		struct eta_step *to = &steps[n++];

		last = runs_through(way, i, past, &to->stretch);
		to->goals = way->steps[last].goals;
		hear_told(to, &way->steps[last], a, past);
		if (way->steps[i].alone) {
			to->spread = past->spread_of(past->self, &to->stretch);
			to->scale = 1;
		} else {
			eta_learn(to, a, w, past);
		}
	}
	return (struct eta_box){.since = way->since,
		.scheduled = way->scheduled,
		.heard = way->heard,
		.steps = steps,
		.count = n};
}

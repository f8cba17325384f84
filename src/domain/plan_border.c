#include "domain/plan_border.h"

#include <math.h>
#include <string.h>

struct point { /* a stop on the way: where a ride is boarded or left, or on the way */
	uint32_t place;
	size_t ride;
	minute arrives, departs; /* MINUTE_NEVER: it is boarded, or left, here */
};

struct passing {
	size_t first, last; /* points */
	const struct border_past *past;
	int32_t likely;
	minute came; /* when it comes, by what is likely */
};

struct walk {
	const struct network *n;
	const struct borders *b;
	const struct plan *p;
	struct arena *a;
	struct point *points;
	size_t count;
	struct passing *passings;
	size_t passing_count;
};

static const struct timetable_service *service_of(const struct walk *w, uint32_t trip)
{
	return &w->n->timetable->services[w->n->trips[trip].service];
}

static void find_points(struct walk *w, const struct search_query *q)
{
	size_t most = 0;

	for (size_t i = 0; i < w->p->count; i++)
		most += w->p->rides[i].alight - w->p->rides[i].board + 1u;
	w->points = arena_alloc_array(w->a, most + 1, sizeof *w->points);
	for (size_t i = 0; i < w->p->count; i++) {
		const struct plan_ride *r = &w->p->rides[i];
		const unsigned first = r->edge == NETWORK_NONE ? q->aboard.stop : r->board;

		for (unsigned k = first; k <= r->alight; k++)
			w->points[w->count++] = (struct point){service_of(w, r->trip)->stops[k].place, i,
				k > first ? network_leg(w->n, r->trip, k - 1).arrives : MINUTE_NEVER,
				k < r->alight ? network_leg(w->n, r->trip, k).departs : MINUTE_NEVER};
	}
}

static const char *country(const struct walk *w, size_t point)
{
	return w->n->timetable->places[w->points[point].place].country;
}

/* From the country of its first place into that of its last; of one country: out of it where it was in it
 * before, else into it. */
static bool leads(const struct walk *w, const struct passing *x, const struct border_past *past)
{
	const char *first = country(w, x->first), *last = country(w, x->last);
	const bool out = x->first && strcmp(country(w, x->first - 1), first) == 0;

	if (strcmp(first, last) != 0)
		return strcmp(first, past->from) == 0 && strcmp(last, past->into) == 0;
	return strcmp(first, out ? past->from : past->into) == 0;
}

static const struct border_past *past_of(const struct walk *w, const struct passing *x)
{
	const struct point *first = &w->points[x->first];
	const enum carry carry = service_of(w, w->p->rides[first->ride].trip)->carry;

	for (const struct border_past *past = w->b->list; past < w->b->list + w->b->count; past++)
		if (past->complex == w->b->complex_of[first->place] && past->carry == carry &&
			leads(w, x, past))
			return past;
	return NULL;
}

/* As long as ever, but for what is left by then of a time of longer or shorter ones. */
static int32_t lasts(const struct walk *w, const struct border_past *past, int32_t minutes, minute at)
{
	const double ahead = at > w->b->now ? (double)(at - w->b->now) / w->b->drift : 0;

	return (int32_t)(minutes * pow(past->level, exp2(-ahead)) + 0.5);
}

static void find_passings(struct walk *w)
{
	w->passings = arena_alloc_array(w->a, w->count + 1, sizeof *w->passings);
	for (size_t i = 0, last; i < w->count; i = last + 1) {
		const uint32_t complex = w->b->complex_of[w->points[i].place];
		struct passing x = {.first = i};

		for (last = i; last + 1 < w->count && complex != NETWORK_NONE &&
			       w->b->complex_of[w->points[last + 1].place] == complex;
			last++)
			;
		x.last = last;
		if (complex == NETWORK_NONE || w->points[i].arrives == MINUTE_NEVER ||
			w->points[last].departs == MINUTE_NEVER)
			continue; /* none, or the way begins or ends there */
		x.past = past_of(w, &x);
		if (!x.past)
			continue;
		x.likely = lasts(w, x.past, x.past->likely, w->points[i].arrives);
		w->passings[w->passing_count++] = x;
	}
}

/* The next departure of that service from there for who is ready then; MINUTE_NEVER: there is none. */
static minute departs_next(const struct walk *w, const struct plan_ride *r, minute ready)
{
	const struct network *n = w->n;
	const struct network_leg own = network_leg(n, r->trip, r->board);
	const struct network_node *from = &n->nodes[own.from];
	const uint32_t service = n->trips[r->trip].service;
	minute next = MINUTE_NEVER;

	if (ready <= own.departs - own.cut_off)
		return own.departs;
	for (uint32_t i = from->board; i < from[1].board; i++) {
		const struct network_door *d = &n->boards[i];
		const struct network_pattern *p = &n->patterns[d->pattern];
		const uint32_t trip = network_through(n, d, ready);

		if (p->service == service && d->stop == r->board && trip < d->trip_end &&
			n->departs[trip] + n->calls[d->call].departs < next)
			next = n->departs[trip] + n->calls[d->call].departs;
	}
	return next;
}

static bool boards(const struct walk *w, size_t point)
{
	return point && w->points[point].ride != w->points[point - 1].ride;
}

static bool boards_behind(const struct walk *w, size_t point, size_t last)
{
	for (size_t i = point + 1; i <= last; i++)
		if (boards(w, i))
			return true;
	return false;
}

static minute likely_arrival(const struct walk *w)
{
	struct passing none = {.first = SIZE_MAX, .last = SIZE_MAX}, *x = w->passings, *at = &none;
	minute late = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct point *p = &w->points[i];

		if (x < w->passings + w->passing_count && x->first == i) {
			at = x++;
			at->came = p->arrives + late;
		}
		if (boards(w, i)) {
			const struct plan_ride *r = &w->p->rides[p->ride];
			minute ready = r->ready + late;

			if (i <= at->last && at != &none && !boards_behind(w, i, at->last) &&
				at->came + at->likely > ready)
				ready = at->came + at->likely;
			ready = departs_next(w, r, ready);
			if (ready == MINUTE_NEVER)
				return MINUTE_NEVER;
			late = ready - network_leg(w->n, r->trip, r->board).departs;
		}
		if (i == at->last && !boards_behind(w, at->first, at->last)) {
			late = at->came + at->likely - p->departs;
			late = late > 0 ? late : 0;
		}
	}
	return w->p->arrives + late;
}

size_t plan_borders(const struct network *n, const struct borders *b, const struct search_query *q,
	const struct plan *p, struct arena *a, struct plan_border **borders, minute *likely)
{
	struct walk w = {.n = n, .b = b, .p = p, .a = a};

	find_points(&w, q);
	find_passings(&w);
	*borders = arena_alloc_array(a, w.passing_count + 1, sizeof **borders);
	for (size_t i = 0; i < w.passing_count; i++) {
		const struct passing *x = &w.passings[i];

		(*borders)[i] = (struct plan_border){w.points[x->first].place,
			w.points[x->last].departs - w.points[x->first].arrives, x->likely,
			lasts(&w, x->past, x->past->late, w.points[x->first].arrives), x->past};
	}
	*likely = w.passing_count ? likely_arrival(&w) : MINUTE_NEVER;
	return w.passing_count;
}

/* What a query does not take, and what rides and transfers cost. */
#include "domain/search_inside.h"

#include <string.h>

/* ---- what is taken ---- */

static bool fits(int32_t teu, int32_t kg, int32_t plugs, const struct search_cargo *c)
{
	return (teu < 0 || teu >= c->load.teu_hundredths) && (kg < 0 || kg >= c->load.kg) &&
	       (!c->reefer || plugs != 0);
}

bool search_fits_left(const struct search_query *q, uint32_t trip)
{
	const struct search_left *left = &q->left[trip];

	return fits(left->teu, left->kg, left->plugs, &q->cargo);
}

void search_begin(struct search_space *s, const struct search_query *q)
{
	const struct timetable *t = s->n->timetable;

	s->q = q;
	s->round++;
	for (size_t i = 0; i < t->service_count; i++) {
		const struct timetable_service *v = &t->services[i];

		s->service_no[i] = (q->avoid_carry & CARRY_BIT(v->carry)) ||
				   (q->cargo.dangerous && !v->dangerous) ||
				   !fits(v->teu, v->kg, v->plugs, &q->cargo);
	}
	for (size_t i = 0; i < q->avoid_service_count; i++)
		s->service_no[q->avoid_services[i]] = 1;
	s->avoids_places = q->avoid_place_count || q->avoid_country_count;
	if (!s->avoids_places)
		return;
	memset(s->place_no, 0, t->place_count);
	for (size_t i = 0; i < q->avoid_place_count; i++)
		s->place_no[q->avoid_places[i]] = 1;
	for (size_t k = 0; k < q->avoid_country_count; k++)
		for (size_t i = 0; i < t->place_count; i++)
			if (strcmp(t->places[i].country, q->avoid_countries[k]) == 0)
				s->place_no[i] = 1;
}

/* ---- money ---- */

static bool is_for(const struct timetable_price *p, const struct search_query *q, int32_t date)
{
	return date >= p->valid.first && date <= p->valid.last &&
	       (!p->size || (q->cargo.size && strcmp(p->size, q->cargo.size) == 0));
}

/* Half a minor unit rounds up, of each amount by itself. */
static void add_amount(const struct search_query *q, const struct timetable_price *p, struct plan_cost *c)
{
	size_t i = 0;

	while (i < q->rate_count && strcmp(q->rates[i].currency, p->currency) != 0)
		i++;
	if (i == q->rate_count)
		c->unpriced = true;
	else
		c->price += (int64_t)(((__int128)p->amount * q->rates[i].millionths + 500000) / 1000000);
}

static void add_ride_price(const struct search_query *q, const struct timetable_service *v, int32_t date,
	unsigned board, unsigned alight, struct plan_cost *c)
{
	size_t i = 0;

	while (i < v->price_count &&
		!(v->prices[i].from == board && v->prices[i].to == alight && is_for(&v->prices[i], q, date)))
		i++;
	if (i == v->price_count) {
		c->unpriced = true;
		return;
	}
	add_amount(q, &v->prices[i], c);
	for (i = 0; i < v->surcharge_count; i++) {
		const struct timetable_surcharge *extra = &v->surcharges[i];

		if (is_for(&extra->price, q, date) && (q->cargo.reefer || !extra->reefer) &&
			(q->cargo.dangerous || !extra->dangerous))
			add_amount(q, &extra->price, c);
	}
}

/* ---- both ---- */

void search_ride_cost(
	const struct search_space *s, uint32_t trip, unsigned board, unsigned alight, struct plan_cost *c)
{
	const struct network_trip *t = &s->n->trips[trip];
	const struct timetable_service *v = &s->n->timetable->services[t->service];
	int64_t metres = 0;
	struct emission e;

	for (unsigned i = board + 1; i <= alight && metres >= 0; i++)
		metres = v->stops[i].metres < 0 ? EMISSION_METRES_UNKNOWN : metres + v->stops[i].metres;
	if (emission_of(v->factor, &s->q->cargo.load, metres, &e))
		c->grams += e.grams;
	else
		c->uncounted = true;
	add_ride_price(s->q, v, t->date, board, alight, c);
}

/* A transfer has its price by the day on which nobody asks: those of any validity are the rule's own. */
void search_edge_cost(const struct search_space *s, uint32_t edge, struct plan_cost *c)
{
	const struct network_edge *e = &s->n->edges[edge];

	for (uint32_t i = e->step; i < e->step + e->steps; i++) {
		const struct timetable_transfer *r = &s->n->timetable->transfers[s->n->steps[i]];
		size_t k = 0;

		while (k < r->price_count && r->prices[k].size &&
			!(s->q->cargo.size && strcmp(r->prices[k].size, s->q->cargo.size) == 0))
			k++;
		if (k < r->price_count)
			add_amount(s->q, &r->prices[k], c);
		else if (r->price_count)
			c->unpriced = true;
	}
}

void search_plan_cost(const struct search_space *s, struct plan *p)
{
	p->cost = (struct plan_cost){0};
	for (size_t i = 0; i < p->count; i++) {
		if (p->rides[i].edge != NETWORK_NONE)
			search_edge_cost(s, p->rides[i].edge, &p->cost);
		search_ride_cost(s, p->rides[i].trip, p->rides[i].board, p->rides[i].alight, &p->cost);
	}
	search_edge_cost(s, p->edge, &p->cost);
}
